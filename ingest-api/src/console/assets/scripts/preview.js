// The e-mail beside the editor follows the form. Without this script, people press a button.
const PREVIEW_AFTER_MS = 500;

for ( const button of document.querySelectorAll( '[data-preview]' ) ) {
	let timer;
	const form = button.form;
	const preview = () => {
		clearTimeout( timer );
		form.requestSubmit( button );
	};
	form.addEventListener( 'input', () => {
		clearTimeout( timer );
		timer = setTimeout( preview, PREVIEW_AFTER_MS );
	} );
	form.addEventListener( 'change', preview );
	preview();
}
