import type { ErrorPages } from './error-page.ts';

/** All of these are said before anything is contacted. */
export const packagingPages: ErrorPages = {
  OVER_BUDGET: {
    means:
      'A function is larger than Lambda takes (250 MB unzipped, layers included) or than its own budget. Nothing was uploaded.',
    causes: ['A heavy dependency', 'Development dependencies in a folder that is shipped', 'A layer that grew'],
    todo: ['ship size: what is heavy, and what to cut or break out', 'raise budgets in the config, if that is meant'],
  },
  BASELINE: {
    means: 'size-baseline.json beside a service is not a baseline of this version.',
    causes: ['A merge conflict', 'An edit by hand'],
    todo: ['ship size <service> --write-baseline'],
  },
  ENTRY_MISSING: {
    means: 'The file, folder or zip that the config names is not there, or has no such handler file.',
    causes: ['A path relative to the wrong folder: it is relative to the root of the service', 'It was not built'],
    todo: ['correct entry, folder, zip or root in the config'],
  },
  EXPORT_MISSING: {
    means: 'The entry does not export the handler under the name that Lambda will ask for.',
    causes: [
      'A misspelt name in handler; without one it is `handler`',
      'A CommonJS entry that is bundled as an ES module',
    ],
    todo: ['export the handler, or name it in the config: handler', "bundle: { format: 'cjs' }"],
  },
  BUNDLE_FAILED: {
    means: 'esbuild could not bundle the entry. Its own messages are printed, with their places.',
    causes: ['A syntax error', 'An import of a package that is not installed'],
    todo: ['correct the place that is named', 'npm install', 'for what the runtime brings: bundle.external'],
  },
  ASSET_MISSING: {
    means: 'A pattern of assets matches no file.',
    causes: ['A wrong path: it is relative to the root of the service'],
    todo: ['correct assets in the config'],
  },
  PACKAGE_MISSING: {
    means: 'A package of bundle.nodeModules is not installed.',
    causes: ['npm install was not run', 'It is an optional package of another platform'],
    todo: ['npm install'],
  },
  LAYER_MISSING: {
    means: 'The folder or zip of a local layer is not there, or AWS knows no layer version of that ARN.',
    causes: ['It was not built', 'A wrong path', 'A version that was deleted, or of another region'],
    todo: ['build the layer', 'correct layers in the config'],
  },
  CODE_STORAGE: {
    means:
      "The account's room for code (all versions of all functions and layers, per region) would overflow. Nothing was uploaded.",
    causes: ['Many old versions, of this service or of others'],
    todo: ['ship prune <service>', 'ship size --online: how much is used', 'ask AWS for a higher quota'],
  },
  FILE_UNREADABLE: {
    means: 'A file that is to be shipped cannot be read.',
    causes: ['Missing permissions'],
    todo: ['make it readable, or exclude it'],
  },
  FILE_CHANGED: {
    means: 'A file changed while it was packaged, so the package would be neither the old nor the new state.',
    causes: ['A build or a watcher writes at the same time'],
    todo: ['wait for the build, then run the same command again'],
  },
  FILE_UNSUPPORTED: {
    means: 'Something to be shipped is neither a file, nor a folder, nor a link.',
    causes: ['A socket or a pipe lies in the folder'],
    todo: ['remove or exclude it'],
  },
  OUTSIDE_ROOT: {
    means: 'A path or link leads out of the folder that is shipped.',
    causes: ['A symbolic link of a package manager', 'A path with ..'],
    todo: ['copy the target, or correct the path'],
  },
  LINK_LOOP: {
    means: 'Symbolic links lead in a circle.',
    causes: ['A link to a folder above'],
    todo: ['remove or exclude the link'],
  },
  NAME_CLASH: {
    means: 'Two files of a package have the same name, or names that differ only in case.',
    causes: ['An asset lies where the bundle is written', 'Files that a case-blind disk could not hold'],
    todo: ['rename one, or give the asset another to'],
  },
  TOO_MANY_FILES: {
    means: 'A zip holds at most 65,535 files.',
    causes: ['node_modules is shipped as it is'],
    todo: ['bundle with entry instead of folder, or exclude what is not needed'],
  },
  TOO_LARGE: {
    means: 'The package is larger than a zip, or Lambda, can hold: 250 MB unzipped, layers included.',
    causes: ['Large packages or assets'],
    todo: [
      'break the handler with the heavy dependencies out into a function of its own',
      'leave out what is not needed: exclude, lighter packages, bundle with entry',
    ],
  },
  BROKEN_ZIP: {
    means: 'A zip made by something else is damaged, or would write outside of its folder.',
    causes: ['An unfinished download or build'],
    todo: ['build it again'],
  },
  NATIVE_MISMATCH: {
    means: 'A native module was built for another platform than the one the function runs on.',
    causes: ['It was installed on macOS or Windows, or for another processor'],
    todo: ['npm install --os=linux --cpu=x64 --libc=glibc', 'check architecture in the config'],
  },
  CACHE_UNWRITABLE: {
    means: 'The cache folder .ship/cache cannot be written.',
    causes: ['Missing permissions, or a read-only file system'],
    todo: ['make the folder of the config writable'],
  },
  DISK_FULL: {
    means: 'There is no room left on the disk.',
    causes: ['A full disk or quota'],
    todo: ['remove .ship/cache, which is made anew'],
  },
};
