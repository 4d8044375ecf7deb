/**
 * `npm run translations`: updates the POT file and the PO files with the texts of the plugin and the panel.
 * `-- --check` only reports what is missing.
 */
import { checkTranslations, updateTranslations } from './translations.ts';

const isCheck = process.argv.includes( '--check' );
const mistakes = await ( isCheck ? checkTranslations() : updateTranslations() );
for ( const mistake of mistakes ) {
	console.error( mistake );
}
if ( mistakes.length > 0 ) {
	console.error(
		isCheck
			? '`npm run translations` brings the files up to date; what is not translated is empty in plugin/languages/*.po then.'
			: 'Translate it in plugin/languages/*.po.'
	);
	process.exitCode = 1;
}
