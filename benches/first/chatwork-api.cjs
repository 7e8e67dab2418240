const Client = require('chatwork-api');

exports.getRooms = (token, { baseUrl }) => new Client(token, { baseUrl }).rooms();
