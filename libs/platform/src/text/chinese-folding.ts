import { Injectable } from '@nestjs/common';
import { Converter } from 'opencc-js/t2cn';
import { TextFolding } from '../database';

/**
 * Traditional to simplified, character by character: phrase tables would fold the same character differently in a document
 * and in a query, and a search would miss it.
 */
@Injectable()
export class ChineseFolding extends TextFolding {
  private readonly convert = Converter({ from: 't', to: 'cn' });
  private readonly known = new Map<string, string>();

  fold(text: string): string {
    let folded = '';
    for (const letter of text) folded += letter < '\u3400' ? letter : this.foldLetter(letter);
    return folded;
  }

  private foldLetter(letter: string): string {
    const known = this.known.get(letter);
    if (known !== undefined) return known;
    const simple = this.convert(letter) ?? letter;
    this.known.set(letter, simple);
    return simple;
  }
}
