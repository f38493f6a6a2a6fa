// A photograph as it is kept: upright, large enough to read a posted sheet, without where and by what it was taken.

import { Told } from "./page.js";

const LONGEST = 2560; // pixels
const THUMBNAIL = 320;
const FINE = 0.85;

/** Give the bytes of a picture as JPEG, and those of a small one to show. */
export async function taken(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new Told("no_picture", { name: file.name });
  });
  const [bytes, small] = await Promise.all([written(picture, LONGEST), written(picture, THUMBNAIL)]);
  picture.close();
  return { bytes, small };
}

async function written(picture, longest) {
  const blob = await drawn(picture, longest).convertToBlob({ type: "image/jpeg", quality: FINE });
  return blob.arrayBuffer();
}

function drawn(picture, longest) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Give bytes as an address that shows them; the pages' policy allows no other. */
export function shown(bytes) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([bytes], { type: "image/jpeg" }));
  });
}
