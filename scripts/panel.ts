import { existsSync } from 'node:fs';
import { glob, readFile, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { execa } from 'execa';
import { plugin, root } from './composer.ts';
import { ensureTranslations } from './translations/translations.ts';

const source = path.join( root, 'admin-ui' );
const built = path.join( plugin, 'build' );
const asset = path.join( built, 'index.asset.php' );

/** The size limit of the panel in gzipped bytes, not counting scripts that WordPress ships. */
const MAX_BYTES = 100_000;

export interface PanelSize {
	/** The gzipped size of all scripts and of the styles for one text direction. */
	bytes: number;
}

/** Builds the panel into plugin/build/. Throws when it has become too heavy. */
export async function buildPanel( quiet = false ): Promise< PanelSize > {
	await execa(
		'wp-scripts',
		[ 'build', '--source-path=src', `--output-path=${ built }` ],
		{ cwd: source, stdio: quiet ? 'ignore' : 'inherit' }
	);
	// Webpack does not touch unchanged files, so they would look outdated.
	await utimes( asset, new Date(), new Date() );
	const size = await panelSize();
	if ( size.bytes > MAX_BYTES ) {
		throw new Error(
			`The panel weighs ${ size.bytes } bytes gzipped; it may weigh ${ MAX_BYTES }.`
		);
	}
	return size;
}

/** Builds only if the output is older than its sources. */
export async function ensurePanel(): Promise< void > {
	await ensureTranslations();
	if ( existsSync( asset ) ) {
		const builtAt = ( await stat( asset ) ).mtimeMs;
		let isCurrent = true;
		for await ( const file of glob(
			[ 'src/**/*', 'package.json', '../shared/src/**/*.ts' ],
			{ cwd: source }
		) ) {
			if (
				( await stat( path.join( source, file ) ) ).mtimeMs > builtAt
			) {
				isCurrent = false;
				break;
			}
		}
		if ( isCurrent ) {
			return;
		}
	}
	await buildPanel( true );
}

async function panelSize(): Promise< PanelSize > {
	let bytes = 0;
	for await ( const file of glob( [ '*.js', '*.css' ], { cwd: built } ) ) {
		if ( ! file.endsWith( '-rtl.css' ) ) {
			bytes += gzipSync(
				await readFile( path.join( built, file ) )
			).length;
		}
	}
	return { bytes };
}
