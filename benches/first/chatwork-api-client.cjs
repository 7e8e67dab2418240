const { default: Client } = require('chatwork-api-client');
const api = require('chatwork-api-client/dist/api.js');

exports.getRooms = (token, { baseUrl }) => {
  // It has no option for that.
  api.CHATWORK_URL = baseUrl;
  return new Client(token).getRooms();
};
