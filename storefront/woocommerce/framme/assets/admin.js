/**
 * What our screens in wp-admin do without being loaded anew: the box on an order, the test of the
 * connection, the frame with the settings, a long import. All texts come from PHP.
 */
( function () {
	'use strict';

	const told = window.frammeAdmin || {};

	/** Ask admin-ajax; the answer is always { success, data }. */
	async function ask( action, fields ) {
		const body = new FormData();
		body.append( 'action', action );
		Object.keys( fields ).forEach( ( name ) => body.append( name, fields[ name ] ) );
		try {
			const answer = await fetch( told.ajax, { method: 'POST', credentials: 'same-origin', body } );
			const heard = await answer.json();
			return heard && typeof heard === 'object' && heard.data ? heard : nothingHeard();
		} catch ( error ) {
			return nothingHeard();
		}
	}

	function nothingHeard() {
		return { success: false, data: { said: told.noAnswer, errors: { order: told.noAnswer } } };
	}

	function say( text, how ) {
		if ( text && window.wp && window.wp.a11y ) {
			window.wp.a11y.speak( text, how || 'polite' );
		}
	}

	/* The box on an order. */

	function showErrors( box, errors ) {
		box.querySelectorAll( '[data-framme-error]' ).forEach( ( place ) => {
			const name = place.dataset.frammeError;
			const text = errors[ name ] || '';
			const field = fieldOf( box, name );
			place.textContent = text;
			place.hidden = ! text;
			if ( field && text ) {
				field.setAttribute( 'aria-invalid', 'true' );
			} else if ( field ) {
				field.removeAttribute( 'aria-invalid' );
			}
		} );
		const wrong = box.querySelector( '[aria-invalid="true"]' );
		if ( wrong ) {
			wrong.focus();
			say( told.wrong, 'assertive' );
		}
	}

	function fieldOf( box, name ) {
		const item = /^item_(\d+)$/.exec( name );
		return box.querySelector( item ? `[data-framme-item="${ item[ 1 ] }"]` : `[data-framme-field="${ name }"]` );
	}

	/** Draw what the server has written; nothing in it is run. */
	function draw( place, html ) {
		const written = new DOMParser().parseFromString( html, 'text/html' );
		place.replaceChildren( ...written.body.childNodes );
	}

	function replaceParts( box, parts, names ) {
		names.forEach( ( name ) => {
			const part = box.querySelector( `[data-framme-part="${ name }"]` );
			if ( part && typeof parts[ name ] === 'string' ) {
				draw( part, parts[ name ] );
			}
		} );
	}

	/** Do one thing at a time in a box; `names` are the parts that are then drawn anew. */
	async function act( box, action, fields, names ) {
		if ( box.getAttribute( 'aria-busy' ) === 'true' ) {
			return false;
		}
		box.setAttribute( 'aria-busy', 'true' );
		const heard = await ask( action, { order: box.dataset.frammeOrder, nonce: box.dataset.frammeNonce, ...fields } );
		box.removeAttribute( 'aria-busy' );
		if ( heard.success ) {
			replaceParts( box, heard.data.parts, names );
			say( heard.data.said );
		}
		showErrors( box, heard.data.errors || {} );
		return heard.success;
	}

	function entered( box ) {
		const fields = {};
		box.querySelectorAll( '[data-framme-field]' ).forEach( ( field ) => {
			fields[ field.dataset.frammeField ] = field.value;
		} );
		box.querySelectorAll( '[data-framme-item]' ).forEach( ( field ) => {
			fields[ `items[${ field.dataset.frammeItem }]` ] = field.validity.badInput ? '?' : field.value;
		} );
		return fields;
	}

	async function addParcel( box ) {
		if ( await act( box, 'framme_add_parcel', entered( box ), [ 'parcels', 'elsewhere', 'form' ] ) ) {
			box.querySelector( '[data-framme-field="number"]' ).focus();
		}
	}

	async function removeParcel( box, parcel ) {
		const started = box.querySelector( '[data-framme-field="number"]' ).value !== '';
		const names = started ? [ 'parcels' ] : [ 'parcels', 'form' ];
		if ( window.confirm( told.remove ) && ( await act( box, 'framme_remove_parcel', { parcel }, names ) ) ) {
			box.querySelector( '#framme-parcels-title' ).focus();
		}
	}

	async function setStage( box, button ) {
		const stage = button.dataset.frammeStage;
		const wanted = button.getAttribute( 'aria-pressed' ) === 'true' ? '' : stage;
		if ( await act( box, 'framme_set_stage', { stage: wanted }, [ 'stage' ] ) ) {
			box.querySelector( `[data-framme-stage="${ stage }"]` ).focus();
		}
	}

	function pressed( event ) {
		const button = event.target.closest( 'button' );
		const box = button && button.closest( '.framme-box' );
		if ( box && 'frammeAdd' in button.dataset ) {
			addParcel( box );
		} else if ( box && button.dataset.frammeRemove ) {
			removeParcel( box, button.dataset.frammeRemove );
		} else if ( box && button.dataset.frammeStage ) {
			setStage( box, button );
		} else if ( button && button.dataset.frammeTest ) {
			testConnection( button );
		}
	}

	/** Enter in one of our fields adds the parcel; it never saves the order. */
	function typed( event ) {
		const field = event.target.closest( '[data-framme-field], [data-framme-item]' );
		if ( field && event.key === 'Enter' && ! event.isComposing ) {
			event.preventDefault();
			addParcel( field.closest( '.framme-box' ) );
		}
	}

	/* The test of the connection. */

	async function testConnection( button ) {
		const results = document.querySelector( '[data-framme-results]' );
		button.disabled = true;
		results.textContent = told.testing;
		const heard = await ask( 'framme_test', { nonce: button.dataset.frammeTest } );
		button.disabled = false;
		if ( heard.success ) {
			draw( results, heard.data.html );
		} else {
			results.textContent = heard.data.said || told.noAnswer;
		}
	}

	/* The frame with the settings: its visit ends after a while, and it asks for a new one. */

	const BETWEEN_VISITS = 5000;

	function minded( frame ) {
		let renewed = 0;
		window.addEventListener( 'message', async ( event ) => {
			const ours = event.origin === frame.dataset.frammeOrigin && event.source === frame.contentWindow;
			if ( ! ours || ! event.data || event.data.framme !== 'renew' || Date.now() - renewed < BETWEEN_VISITS ) {
				return;
			}
			renewed = Date.now();
			const heard = await ask( 'framme_frame', { nonce: frame.dataset.frammeNonce } );
			if ( heard.success ) {
				frame.src = heard.data.src;
			} else {
				const said = document.createElement( 'p' );
				said.className = 'framme-error';
				said.setAttribute( 'role', 'alert' );
				said.textContent = heard.data.said || told.noAnswer;
				frame.replaceWith( said );
			}
		} );
	}

	document.addEventListener( 'click', pressed );
	document.addEventListener( 'keydown', typed );
	document.querySelectorAll( '.framme-frame' ).forEach( minded );
	document.querySelectorAll( '[data-framme-go-on]' ).forEach( ( button ) => button.click() );
}() );
