import { describe, expect, test } from '@jest/globals';
import { cleanClipText } from './text-cleaning.ts';

describe('cleanClipText', () => {
  test.each([
    ['  A  photo\tof\n a CAT ', 'a photo of a cat'],
    ['nuts &amp; bolts', 'nuts & bolts'],
    ['nuts &amp;amp; bolts', 'nuts & bolts'],
    ['&#65;&#x42; &lt;b&gt; &quot;c&quot;', 'ab <b> "c"'],
    ['5 &times; 3&nbsp;mm &unknown; &#0; &#9999999;', '5 × 3 mm &unknown; &#0; &#9999999;'],
  ])('turns %j into %j', (text, expected) => {
    expect(cleanClipText(text)).toBe(expected);
  });
});
