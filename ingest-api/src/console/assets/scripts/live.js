/* global localize, settleGroups */
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

// What makes an element another one: a button under somebody's finger must not become one that does something else.
const IDENTITY = [ 'id', 'href', 'action', 'name', 'type' ];

function isSame( one, other ) {
	return (
		one.nodeName === other.nodeName &&
		( one.nodeType !== window.Node.ELEMENT_NODE ||
			( IDENTITY.every(
				( name ) =>
					one.getAttribute( name ) === other.getAttribute( name )
			) &&
				( one.nodeName !== 'BUTTON' || one.value === other.value ) ) )
	);
}

function takeAttributes( element, from ) {
	for ( const { name } of [ ...element.attributes ] ) {
		if ( ! from.hasAttribute( name ) ) {
			element.removeAttribute( name );
		}
	}
	for ( const { name, value } of from.attributes ) {
		if ( element.getAttribute( name ) !== value ) {
			element.setAttribute( name, value );
		}
	}
}

// Makes the children of one element those of another. What is in both stays, with its focus, and so that a live
// region tells only what has changed.
function takeChildren( parent, from ) {
	let next = parent.firstChild;
	for ( const wanted of [ ...from.childNodes ] ) {
		let found = next;
		while ( found !== null && ! isSame( found, wanted ) ) {
			found = found.nextSibling;
		}
		if ( found === null ) {
			parent.insertBefore( wanted, next );
			continue;
		}
		while ( next !== found ) {
			const gone = next;
			next = next.nextSibling;
			gone.remove();
		}
		next = found.nextSibling;
		if ( found.nodeType !== window.Node.ELEMENT_NODE ) {
			if ( found.data !== wanted.data ) {
				found.data = wanted.data;
			}
		} else {
			takeAttributes( found, wanted );
			takeChildren( found, wanted );
		}
	}
	while ( next !== null ) {
		const gone = next;
		next = next.nextSibling;
		gone.remove();
	}
}

// Where what had the focus is gone, its part's heading has it, so that nobody is thrown back to the page's beginning.
function update( part, markup ) {
	const hadFocus = part.matches( ':focus-within' );
	const template = document.createElement( 'template' );
	template.innerHTML = markup;
	localize( template.content );
	settleGroups( template.content );
	takeChildren( part, template.content );
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
