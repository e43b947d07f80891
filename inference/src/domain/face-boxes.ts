/** A rectangle in pixels; may reach out of the picture. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface FaceBox extends Box {
  /** How sure the detector is, 0 … 1. */
  readonly score: number;
}

/** What a detector's last layer says, in the manner of YOLO v2: for each cell of a grid and each anchor, five numbers. */
export interface FaceGrid {
  /** `[rowCount, columnCount, anchors.length, 5]`: offsets and logarithmic sizes of the box, logit of its being a face. */
  readonly values: Float32Array;
  readonly rowCount: number;
  readonly columnCount: number;
  /** Pixels of a cell, in both directions. */
  readonly cellSize: number;
  /** Widths and heights that boxes are multiples of, in cells. */
  readonly anchors: readonly (readonly [width: number, height: number])[];
}

const VALUES_PER_BOX = 5;

/** The boxes of a grid whose score is at least `minScore`. The same face may be in several. */
export function faceBoxes({ values, rowCount, columnCount, cellSize, anchors }: FaceGrid, minScore: number): FaceBox[] {
  const boxes: FaceBox[] = [];
  for (let index = 0; index < rowCount * columnCount * anchors.length; index++) {
    const [x, y, w, h, logit] = values.subarray(index * VALUES_PER_BOX, (index + 1) * VALUES_PER_BOX);
    const score = sigmoid(logit);
    if (score < minScore) continue;
    const cell = Math.floor(index / anchors.length);
    const [anchorWidth, anchorHeight] = anchors[index % anchors.length];
    const [width, height] = [cellSize * Math.exp(w) * anchorWidth, cellSize * Math.exp(h) * anchorHeight];
    const left = cellSize * ((cell % columnCount) + sigmoid(x)) - width / 2;
    const top = cellSize * (Math.floor(cell / columnCount) + sigmoid(y)) - height / 2;
    boxes.push({ left, top, width, height, score });
  }
  return boxes;
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
