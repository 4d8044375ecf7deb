// Everything works without these scripts. They make dialogs modal, show what takes a moment, and tidy up forms.

for ( const dialog of document.querySelectorAll( 'dialog[data-modal]' ) ) {
	dialog.close();
	dialog.showModal();
	dialog.addEventListener( 'cancel', ( event ) => {
		event.preventDefault();
		window.location.href = dialog.dataset.close;
	} );
}

// A line at the top while the next page loads. Most pages arrive before it would show.
const BUSY_AFTER_MS = 300;
let busyTimer;

function expectPage() {
	clearTimeout( busyTimer );
	busyTimer = setTimeout(
		() => document.documentElement.classList.add( 'busy' ),
		BUSY_AFTER_MS
	);
}

window.addEventListener( 'pageshow', () => {
	clearTimeout( busyTimer );
	document.documentElement.classList.remove( 'busy' );
} );

document.addEventListener( 'click', ( event ) => {
	const link = event.target.closest( 'a[href]' );
	if (
		link &&
		link.target === '' &&
		link.origin === window.location.origin &&
		! link.hash &&
		! event.defaultPrevented &&
		! ( event.ctrlKey || event.metaKey || event.shiftKey )
	) {
		expectPage();
	}
} );

document.addEventListener( 'submit', ( event ) => {
	const { busy } = event.target.dataset;
	const button = event.submitter;
	if ( busy && button ) {
		button.setAttribute( 'aria-busy', 'true' );
		button.textContent = busy;
	}
	if ( ! button?.formTarget ) {
		expectPage();
	}
} );

// Without a script, people select and copy the text by hand.
for ( const button of document.querySelectorAll( '[data-copy]' ) ) {
	button.hidden = ! navigator.clipboard;
	button.addEventListener( 'click', async () => {
		const field = document.getElementById( button.dataset.copy );
		field.select();
		await navigator.clipboard.writeText( field.value );
		const status = document.querySelector( '[data-copied]' );
		status.textContent = status.dataset.copied;
		button.textContent = status.dataset.copied;
	} );
}

// Empty fields stay out of the address.
document.addEventListener( 'formdata', ( event ) => {
	if ( event.target.matches( '[data-filters]' ) ) {
		for ( const [ name, value ] of [ ...event.formData ] ) {
			if ( value === '' ) {
				event.formData.delete( name );
			}
		}
	}
} );

// A group whose switch is off cannot be changed. Its ticked boxes are still sent, so their state is kept.
function settleGroups( root ) {
	for ( const group of root.querySelectorAll( '.elements' ) ) {
		const boxes = group.querySelector( 'fieldset.boxes' );
		const toggle = group.querySelector( '[role="switch"]' );
		if ( boxes && toggle ) {
			boxes.disabled = ! toggle.checked;
		}
	}
}

settleGroups( document );
window.addEventListener( 'pageshow', () => settleGroups( document ) );
document.addEventListener( 'change', ( event ) => {
	if ( event.target.matches( '.elements [role="switch"]' ) ) {
		settleGroups( document );
	}
} );
document.addEventListener( 'formdata', ( event ) => {
	for ( const box of event.target.querySelectorAll(
		'fieldset.boxes:disabled input:checked'
	) ) {
		event.formData.append( box.name, box.value );
	}
} );

// A filter closes like a menu.
function closeFilters( but ) {
	for ( const open of document.querySelectorAll( '.chip details[open]' ) ) {
		if ( open !== but ) {
			open.open = false;
		}
	}
}

document.addEventListener( 'pointerdown', ( event ) =>
	closeFilters( event.target.closest( '.chip details' ) )
);
document.addEventListener( 'keydown', ( event ) => {
	const open = document.querySelector( '.chip details[open]' );
	if ( event.key === 'Escape' && open ) {
		closeFilters( null );
		open.querySelector( 'summary' ).focus();
	}
} );
