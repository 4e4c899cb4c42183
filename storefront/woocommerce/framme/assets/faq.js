// Hides the questions that have not all of the words one types. Without it all of them are there.
( () => {
	'use strict';

	const folded = ( text ) => text.toLowerCase().normalize( 'NFKD' ).replace( /\p{M}/gu, '' );

	document.querySelectorAll( '.framme-faq' ).forEach( ( root ) => {
		const place = root.querySelector( '[role="search"]' );
		if ( ! place ) {
			return;
		}
		const none = place.querySelector( '[role="status"]' );
		const all = [ ...root.querySelectorAll( 'details' ) ].map( ( one ) => [ one, folded( one.textContent ) ] );
		place.querySelector( 'input' ).addEventListener( 'input', ( event ) => {
			const words = folded( event.target.value ).match( /[\p{L}\p{N}]+/gu ) || [];
			all.forEach( ( [ one, text ] ) => {
				one.hidden = ! words.every( ( word ) => text.includes( word ) );
			} );
			none.textContent = all.every( ( [ one ] ) => one.hidden ) ? none.dataset.none : '';
		} );
		place.classList.add( 'framme-ready' );
	} );
} )();
