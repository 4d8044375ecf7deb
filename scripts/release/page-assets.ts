import path from 'node:path';
import { plugin } from '../composer.ts';

/**
 * The pictures and files that the plugin's page on WordPress.org shows beside readme.txt. They go into `assets` of
 * its Subversion repository, not into the zip.
 */
export const PAGE_ASSETS = path.join( plugin, '.wordpress-org' );
