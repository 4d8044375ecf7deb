import path from 'node:path';
import { plugin } from '../composer.ts';

/** What the plugin's page on WordPress.org shows beside readme.txt; goes into `assets` of its Subversion, not into the zip. */
export const PAGE_ASSETS = path.join( plugin, '.wordpress-org' );
