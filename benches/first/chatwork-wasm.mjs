export { getRooms } from 'chatwork-wasm';
