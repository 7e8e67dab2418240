// The files of a room.

import { withUploadProgress } from '../../chatwork-wasm/index.js';
import { both, element } from '../../element.js';
import { act } from './act.js';
import { time } from './marks.js';
import { save } from './save.js';

export class Files {
  label = both('ファイル', 'Files');
  element;
  #room;
  #list = element('ul', { class: 'items' });
  #shown;
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
    this.element = element('div', { class: 'part' }, this.#list, this.#alert, this.#form);
  }

  async refresh(_, signal) {
    const { canWrite, client, id } = this.#room;
    const files = await client.getRoomFiles(id, {}, { signal });
    this.#form.hidden = !canWrite;
    // Files never change, and one of the buttons may have the focus.
    const shown = files.map(({ file_id }) => file_id).join();
    if (shown === this.#shown) return;
    this.#shown = shown;
    const items = files.toReversed().map((file) => this.#item(file));
    this.#list.replaceChildren(...(items.length > 0 ? items : [element('li', { class: 'quiet' }, none())]));
  }

  #item({ file_id: file, account, filename, filesize, upload_time: uploaded }) {
    const { client, id } = this.#room;
    const button = element('button', { type: 'button', class: 'small' }, both('ダウンロード', 'Download'));
    button.addEventListener('click', () => act(button, this.#alert, () => save(client.downloadRoomFile(id, file))));
    const about = element('div', { class: 'quiet' }, `${account.name}, ${size(filesize)}, `, time(uploaded));
    return element('li', {}, element('strong', {}, filename), about, button);
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
  return bytes < 1024 ? `${bytes} B` : bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

function none() {
  return both('ファイルはありません。', 'No files.');
}
