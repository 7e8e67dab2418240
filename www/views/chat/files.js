// The files of a room.

import { withUploadProgress } from '../../chatwork-wasm/index.js';
import { both, element } from '../../element.js';
import { act } from './act.js';
import { Items } from './items.js';
import { time } from './marks.js';
import { save } from './save.js';

export class Files {
  label = both('ファイル', 'Files');
  element;
  #room;
  #items = new Items(both('ファイルはありません。', 'No files.'), (file) => this.#item(file));
  #alert = element('div', { role: 'alert' });
  #form;
  #file = element('input', { type: 'file', required: true });
  #message = element('input', { type: 'text' });
  #upload = element('button', { type: 'submit' }, both('アップロード', 'Upload'));
  #progress = element('progress', { max: 1, value: 0 });
  #bar;

  constructor(room) {
    this.#room = room;
    this.#bar = element('label', { hidden: true }, both('アップロード中', 'Uploading'), this.#progress);
    this.#form = element(
      'form',
      { class: 'composer', onsubmit: (event) => this.#post(event) },
      element('label', {}, both('ファイル (5 MB まで)', 'File (up to 5 MB)'), this.#file),
      element('label', {}, both('メッセージ (任意)', 'Message (optional)'), this.#message),
      this.#bar,
      this.#upload,
    );
    this.element = element('div', { class: 'part' }, this.#items.element, this.#alert, this.#form);
  }

  async refresh(_, signal) {
    const { canWrite, client, id } = this.#room;
    const files = await client.getRoomFiles(id, {}, { signal });
    this.#items.show(files.toReversed());
    this.#form.hidden = !canWrite;
  }

  #item({ file_id: file, account, filename, filesize, upload_time: uploaded }) {
    const { client, id } = this.#room;
    const button = element('button', { type: 'button', class: 'small' }, both('ダウンロード', 'Download'));
    button.addEventListener('click', () => act(button, this.#alert, () => save(client.downloadRoomFile(id, file))));
    const about = element('div', { class: 'quiet' }, `${account.name}, ${size(filesize)}, `, time(uploaded));
    return element('li', {}, element('div', {}, element('strong', {}, filename), about), button);
  }

  async #post(event) {
    event.preventDefault();
    const { client, id, changed, fetch } = this.#room;
    const [file] = this.#file.files;
    const params = { file, filename: file.name };
    if (this.#message.value) params.message = this.#message.value;
    const onProgress = ({ loaded, total }) => (this.#progress.value = loaded / total);
    const options = { fetch: withUploadProgress(onProgress, fetch) };
    this.#bar.hidden = false;
    const isDone = await act(this.#upload, this.#alert, () => client.postRoomFiles(id, params, options));
    this.#bar.hidden = true;
    if (!isDone) return;
    this.#form.reset();
    changed();
  }
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
