// Everything works without this; it makes dialogs modal, keeps pages live and tells what takes a moment.

for ( const dialog of document.querySelectorAll( 'dialog[data-modal]' ) ) {
	dialog.close();
	dialog.showModal();
	dialog.addEventListener( 'cancel', ( event ) => {
		event.preventDefault();
		window.location.href = dialog.dataset.close;
	} );
}

document.addEventListener( 'submit', ( event ) => {
	const { busy } = event.target.dataset;
	const button = event.submitter;
	if ( busy && button ) {
		button.setAttribute( 'aria-busy', 'true' );
		button.textContent = busy;
	}
} );

const edited = new WeakSet();
document.addEventListener( 'input', ( event ) => {
	const form = event.target.closest( 'form[data-keep-edits]' );
	if ( form ) {
		edited.add( form );
	}
} );

// What somebody is about to use is left as it is.
function isInUse( part ) {
	const form = part.querySelector( 'form[data-keep-edits]' );
	return ( form && edited.has( form ) ) || part.matches( ':focus-within' );
}

for ( const live of document.querySelectorAll( '[data-live]' ) ) {
	const source = new window.EventSource( live.dataset.live );
	source.addEventListener( 'parts', ( event ) => {
		for ( const [ name, markup ] of Object.entries(
			JSON.parse( event.data )
		) ) {
			const part = live.querySelector( `[data-part="${ name }"]` );
			if ( part && ! isInUse( part ) ) {
				part.innerHTML = markup;
			}
		}
	} );
	window.addEventListener( 'pagehide', () => source.close() );
}
