import { contractClass } from './contract-class.ts';
import { jsonSchemas } from './json-schemas.ts';
import { panelSchemas } from './panel-schemas.ts';

/** Every generated file: contents by path from the repository's root. */
export function generatedFiles(): Map< string, string > {
	const files = new Map( [
		[ 'plugin/src/Contract/Contract.php', contractClass() ],
		[ 'plugin/src/Contract/PanelSchemas.php', panelSchemas() ],
	] );
	for ( const [ name, schema ] of Object.entries( jsonSchemas() ) ) {
		files.set( `plugin/contract/${ name }.json`, schema );
	}
	return files;
}
