/** Texts that send a player to other files and addresses, under names of their own and of videos, plain and dressed up. */
export function playlists(port: number): Record<string, string | Uint8Array> {
  const baits = textsFor(port);
  const files: [string, string | Uint8Array][] = [];
  for (const [name, text] of Object.entries(baits)) {
    files.push([`${name}.mp4`, text], [name, text], [`utf16-${name}.mkv`, Buffer.from(`\ufeff${text}`, 'utf16le')]);
    for (const [dress, magic] of Object.entries(DRESSES)) {
      files.push([`${dress}-${name}.avi`, Buffer.from(magic + text, 'latin1')]);
    }
  }
  return Object.fromEntries(files);
}

/** The first bytes by which a container is known. */
const DRESSES: Readonly<Record<string, string>> = {
  mov: '\0\0\0\x08ftyp',
  ogg: 'OggS\0\x02',
  asf: '\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\0\xaa\0\x62\xce\x6c',
  avi: 'RIFF\xff\xff\xff\xffAVI LIST',
};

function textsFor(port: number): Record<string, string> {
  const address = `http://127.0.0.1:${port}/a.ts`;
  const secret = 'file:///etc/passwd';
  return {
    'hls.m3u8': `#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\n${address}\n#EXT-X-ENDLIST\n`,
    'hls-file.m3u8': `#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\nconcat:${secret}|subfile,,start,0,end,9,,:${secret}\n`,
    'hls-key.m3u8': `#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="${address}"\n#EXTINF:10,\n${secret}\n#EXT-X-ENDLIST\n`,
    'plain.m3u': `${address}\n`,
    'list.pls': `[playlist]\nFile1=${address}\nNumberOfEntries=1\n`,
    'concat.ffconcat': `ffconcat version 1.0\nfile '${address}'\n`,
    'concat-bare.txt': `# a list\nfile '/etc/passwd'\nfile '${address}'\n`,
    'manifest.mpd': `<?xml version="1.0"?><MPD><Period><BaseURL>${address}</BaseURL></Period></MPD>`,
    'session.sdp': `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video ${port} RTP/AVP 96\na=rtpmap:96 H264/90000\n`,
    'cuts.edl': `# mpv EDL v0\n${address},0,10\n/etc/passwd,0,10\n`,
    'list.xspf': `<?xml version="1.0"?><playlist><trackList><track><location>${address}</location></track></trackList></playlist>`,
    'list.asx': `<asx version="3.0"><entry><ref href="${address}"/></entry></asx>`,
    'smooth.ism': `<SmoothStreamingMedia><StreamIndex Url="${address}"/></SmoothStreamingMedia>`,
    'smil.smil': `<smil><body><video src="${address}"/></body></smil>`,
    'picture.svg': `<svg xmlns="http://www.w3.org/2000/svg"><image href="${address}"/></svg>`,
    'entity.xml': `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "${address}">]><a>&e;</a>`,
    'reference.rm': `[Reference]\nRef1=${address}\n`,
    'rtsp.ram': `rtsp://127.0.0.1:${port}/live\n`,
    'shortcut.url': `[InternetShortcut]\nURL=${address}\n`,
    'script.avs': `DirectShowSource("${address}")\n`,
    'script.vpy': `import urllib.request\nurllib.request.urlopen("${address}")\n`,
    'image.imf': `<?xml version="1.0"?><CompositionPlaylist><Id>${address}</Id></CompositionPlaylist>`,
  };
}
