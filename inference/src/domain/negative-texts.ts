import { multiplyLogits } from './logits.ts';
import { nearestOf } from './unknown-detector.ts';

/**
 * What is seen at workstations and is no action of a vocabulary: the empty place, people who do something else, and pictures
 * that show nothing. Written for this; a vocabulary's own words are kept out of the way by `farthestNegatives`.
 */
export const NEGATIVE_TEXTS: Readonly<Record<'en' | 'ja', readonly string[]>> = {
  en: [
    'an empty workstation',
    'an empty table',
    'a chair without anybody',
    'a person walking past',
    'people talking to each other',
    'a person talking on the phone',
    'a person drinking coffee',
    'a person stretching their arms',
    'a person looking around',
    'a person leaving the room',
    'a person pointing at something',
    'a forklift driving by',
    'a cart with boxes',
    'a machine running by itself',
    'a warning lamp',
    'a wall of a factory',
    'a floor with markings',
    'a ceiling with lamps',
    'a shelf with parts',
    'a computer screen',
    'a sheet of paper',
    'a hand in front of the camera',
    'the back of a person',
    'a dark picture',
    'a blurred picture',
    'a bright light',
    'a test pattern',
    'an office',
    'a street with cars',
    'a tree',
    'an animal',
    'food on a plate',
  ],
  ja: [
    '誰もいない作業台',
    '何も載っていない机',
    '誰も座っていない椅子',
    '通り過ぎる人',
    '話をしている人たち',
    '電話をしている人',
    '飲み物を飲む人',
    '腕を伸ばす人',
    '周りを見回す人',
    '部屋を出る人',
    '何かを指さす人',
    '通り過ぎるフォークリフト',
    '箱を載せた台車',
    '自動で動いている機械',
    '警告灯',
    '工場の壁',
    '線の引かれた床',
    '照明のある天井',
    '部品の棚',
    'パソコンの画面',
    '一枚の紙',
    'カメラの前の手',
    '人の背中',
    '暗い画像',
    'ぼやけた画像',
    'まぶしい光',
    'テストパターン',
    '事務所',
    '車の走る道路',
    '木',
    '動物',
    '皿に載った料理',
  ],
};

/** Of texts, those that are kept: the ones that are least like any concept. */
const KEPT_SHARE = 0.75;

/**
 * Leaves out the texts that are most like a concept: what a vocabulary has a word for is not unknown.
 *
 * @param negatives unit embeddings `[n, dims]`
 * @param concepts unit embeddings `[k, dims]`
 * @returns indices of three quarters of the texts, ascending
 */
export function farthestNegatives(negatives: Float32Array, concepts: Float32Array, dims: number): number[] {
  const likeness = nearestOf(multiplyLogits(negatives, concepts, dims, 1), concepts.length / dims);
  const farthestFirst = [...likeness.keys()].toSorted((one, other) => likeness[one] - likeness[other]);
  return farthestFirst.slice(0, Math.ceil(KEPT_SHARE * likeness.length)).toSorted((one, other) => one - other);
}
