const client = require('chatwork-client');
const request = require('request');

const API = 'https://api.chatwork.com/v2';

exports.getRooms = (token, { baseUrl }) => {
  const { get } = request;
  // It has no option for that, either.
  request.get = (options, done) => get({ ...options, uri: options.uri.replace(API, baseUrl) }, done);
  client.init({ chatworkToken: token });
  return client.getRooms();
};
