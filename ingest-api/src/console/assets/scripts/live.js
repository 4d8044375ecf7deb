/* global Idiomorph, localize, settleGroups */
// Keeps the parts of a page live.

const edited = new WeakSet();
document.addEventListener( 'input', ( event ) => {
	const form = event.target.closest( 'form[data-keep-edits]' );
	if ( form ) {
		edited.add( form );
	}
} );

function isEdited( part ) {
	const form = part.querySelector( 'form[data-keep-edits]' );
	return form !== null && edited.has( form );
}

// Attributes that identify an element: a button that somebody is about to press must not turn into another one.
const IDENTITY = [ 'href', 'action', 'name', 'type' ];

function identityOf( element ) {
	return [
		element.nodeName,
		...IDENTITY.map( ( name ) => element.getAttribute( name ) ),
		element.nodeName === 'BUTTON' ? element.value : '',
	]
		.join( '-' )
		.replace( /[^\w-]+/g, '-' );
}

// Gives elements without an ID one made of their identity, so that Idiomorph matches only elements that do the same.
function identify( name, root ) {
	const seen = new Map();
	for ( const element of root.querySelectorAll( 'a, form, button, input' ) ) {
		if ( element.id === '' || element.id.startsWith( 'live-' ) ) {
			const id = `live-${ name }-${ identityOf( element ) }`;
			const before = seen.get( id ) ?? 0;
			seen.set( id, before + 1 );
			element.id = `${ id }-${ before }`;
		}
	}
}

// Elements in both versions stay, with their focus, so a live region announces only changes. If the focused element is
// gone, the heading of its part gets the focus, so that nobody is thrown back to the top of the page.
function update( part, markup ) {
	const hadFocus = part.matches( ':focus-within' );
	const template = document.createElement( 'template' );
	template.innerHTML = markup;
	localize( template.content );
	settleGroups( template.content );
	identify( part.dataset.part, part );
	identify( part.dataset.part, template.content );
	Idiomorph.morph( part, template.content, { morphStyle: 'innerHTML' } );
	if ( hadFocus && ! part.matches( ':focus-within' ) ) {
		const heading = part.querySelector( 'h2' ) ?? part;
		heading.tabIndex = -1;
		heading.focus( { preventScroll: true } );
	}
}

for ( const live of document.querySelectorAll( '[data-live]' ) ) {
	const source = new window.EventSource( live.dataset.live );
	source.addEventListener( 'parts', ( event ) => {
		for ( const [ name, markup ] of Object.entries(
			JSON.parse( event.data )
		) ) {
			const part = live.querySelector( `[data-part="${ name }"]` );
			if ( part && ! isEdited( part ) ) {
				update( part, markup );
			}
		}
	} );
	window.addEventListener( 'pagehide', () => source.close() );
}
