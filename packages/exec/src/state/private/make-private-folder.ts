import {chmod, lstat, mkdir, readdir, stat} from 'node:fs/promises';
import {notPrivate} from './not-private.js';

/** How to judge a folder. */
export interface PrivateFolderOptions {
  /** Made by kflow inside of its state folder, and nothing else's: may be no symbolic link, and is always made private. Default false. */
  inner?: boolean;
}

/** What kflow keeps in its state folder; one that has anything else in it is somebody else's, too. */
const own = /^\.?state\.json|^(?:locks|journals)$/;

/**
 * Makes sure of a folder for kflow's own files, with mode 0700, its parents likewise when they are missing. One that exists with wider rights
 * is made private when nothing but kflow's is in it; where there is more (`state.dir: .`), its rights are left alone, unless everybody may write to it.
 * Nothing on Windows.
 *
 * The user's own choice of a symbolic link for `state.dir` is followed. root takes a folder of anybody's: that is what a mounted one is in a container.
 *
 * @throws KflowError `KF913` (user) when others could put something there; the file system's error when it cannot be made
 */
export async function makePrivateFolder(path: string, {inner = false}: PrivateFolderOptions = {}): Promise<void> {
  await mkdir(path, {recursive: true, mode: 0o700});
  const found = await (inner ? lstat(path) : stat(path));
  if (found.isSymbolicLink()) {
    throw notPrivate(path, 'is a symbolic link', 'kflow made no such thing: look at it, and remove it');
  }
  const user = process.getuid?.();
  if (user === undefined) return;
  if (found.uid !== user && found.uid !== 0 && user !== 0) {
    const hint = `give it to your user, or name another directory with \`state.dir\` in the root config`;
    throw notPrivate(path, `belongs to another user (${found.uid})`, hint);
  }
  if ((found.mode & 0o077) === 0) return;
  const mayChange = found.uid === user || user === 0;
  if (mayChange && (inner || (await readdir(path)).every((name) => own.test(name)))) {
    await chmod(path, 0o700);
    return;
  }
  // With the sticky bit, as in /tmp, nobody can replace what is another's.
  if ((found.mode & 0o1002) === 0o002) {
    throw notPrivate(
      path,
      'may be written to by everybody',
      `\`chmod o-w ${path}\`, or name a directory inside it with \`state.dir\``,
    );
  }
}
