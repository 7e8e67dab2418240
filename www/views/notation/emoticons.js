// What people write as emoticons. What becomes of them is asked of the library.

import { parseNotation } from '../../chatwork-wasm/notation.js';
import { both, element } from '../../element.js';

const codes =
  ':) :( :D 8-) :o ;) ;( (sweat) :| :* :p (blush) :^) |-) (inlove) ]:) (talk) (yawn) (puke) (emo) 8-| :#) ' +
  '(nod) (shake) (^^;) (whew) (clap) (bow) (roger) (flex) (dance) (:/) (gogo) (think) (please) (quick) ' +
  '(anger) (devil) (lightbulb) (*) (h) (F) (cracker) (eat) (^) (coffee) (beer) (handshake) (y)';

export function emoticons(onchoice) {
  const buttons = codes.split(' ').map((code) => {
    const [{ emoji }] = parseNotation(code);
    const shown = emoji ? [element('span', { 'aria-hidden': 'true' }, emoji), ' '] : [];
    return element('button', { type: 'button', onclick: () => onchoice(code) }, ...shown, element('code', {}, code));
  });
  const summary = element('summary', {}, both('絵文字', 'Emoticons'));
  return element('details', {}, summary, element('div', { class: 'choices' }, ...buttons));
}
