import type { Response } from 'express';

/** Sends a file; answers range requests, too. @param file absolute path, known to be right */
export function sendFile(file: string, cacheControl: string, response: Response): Promise<void> {
  response.set('cache-control', cacheControl).set('x-content-type-options', 'nosniff');
  return new Promise((resolve, reject) => {
    // The folders above may be hidden ones.
    response.sendFile(file, { dotfiles: 'allow', cacheControl: false }, (error) => {
      // A player that seeks leaves the answer to its last request.
      if (error && !['ECONNABORTED', 'ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? ''))
        reject(error);
      else resolve();
    });
  });
}
