// Keeps deliveries true while their page is open: asks the shop by ETag, and puts what is new in place.
// Each is followed by an element with data-framme-again: where it is told again, and what lets one in.
( () => {
	'use strict';

	// What the shop has heard is good for a minute; to ask more often would only be work for it.
	const POLITE = 60000, PATIENT = 300000, LONGEST = 20000, A_DAY = 86400;
	let turns = 0;

	// The page's language, where the browser knows such a name: WordPress has some of its own.
	function language() {
		try {
			return Intl.getCanonicalLocales( document.documentElement.lang || navigator.language );
		} catch {
			return undefined;
		}
	}

	// "3 min ago", in the language of the page; what is older than a day is told by the parcels.
	function ago( instant ) {
		const seconds = Math.max( 0, ( Date.now() - Date.parse( instant ) ) / 1000 );
		const write = new Intl.RelativeTimeFormat( language(), { numeric: 'auto', style: 'short' } );
		if ( seconds < 60 ) {
			return write.format( 0, 'second' );
		}
		return seconds < 3600 ? write.format( -Math.floor( seconds / 60 ), 'minute' ) : write.format( -Math.floor( seconds / 3600 ), 'hour' );
	}

	function sayAgo( within ) {
		within.querySelectorAll( '.framme-fresh' ).forEach( ( line ) => {
			const { at, said } = line.dataset;
			line.hidden = '' !== at && ! ( Date.now() - Date.parse( at ) < A_DAY * 1000 );
			line.textContent = line.hidden || '' === at ? said : said.replace( '%s', () => ago( at ) );
		} );
	}

	// What a reader can open or reach, by the order it is in, what it says, and which of those it is.
	function places( within ) {
		const found = new Map();
		within.querySelectorAll( 'summary, a' ).forEach( ( one ) => {
			const card = one.closest( '[data-order]' );
			const name = [ card ? card.dataset.order : '', one.localName, one.textContent ].join( '\n' );
			let count = 1;
			while ( found.has( name + '\n' + count ) ) {
				count++;
			}
			found.set( name + '\n' + count, one );
		} );
		return found;
	}

	const headlines = ( within ) => new Map(
		[ ...within.querySelectorAll( '[data-order]' ) ].map( ( card ) => [ card.dataset.order, card.querySelector( '.framme-headline' ).textContent ] )
	);

	// Whatever a reader has marked, opened or is typing stays; the news is put in place at the next turn.
	function inUse( shown ) {
		const marked = getSelection();
		return ( ! marked.isCollapsed && shown.contains( marked.anchorNode ) ) ||
			!! shown.querySelector( ':is(input, select, textarea):focus, [aria-expanded="true"], dialog[open]' );
	}

	// A page may have several deliveries, and what comes counts its ids from one.
	function nameAnew( fresh ) {
		turns++;
		fresh.querySelectorAll( '[data-order]' ).forEach( ( card ) => {
			const title = card.querySelector( '.framme-headline' );
			title.id += '-' + turns;
			card.setAttribute( 'aria-labelledby', title.id );
		} );
	}

	function follow( status ) {
		const shown = status.previousElementSibling;
		const { frammeAgain: address, pass } = status.dataset;
		let { tag, nonce } = status.dataset;
		let pause = POLITE, timer = 0, askedAt = Date.now(), asking = false, live = true;

		function plan( delay ) {
			clearTimeout( timer );
			if ( live && ! document.hidden ) {
				timer = setTimeout( ask, delay );
			}
		}

		async function ask() {
			if ( asking ) {
				return;
			}
			asking = true;
			askedAt = Date.now();
			const headers = { 'If-None-Match': tag };
			if ( nonce ) {
				headers[ 'X-WP-Nonce' ] = nonce;
			}
			if ( pass ) {
				headers[ 'X-Framme-Pass' ] = pass;
			}
			try {
				const answer = await fetch( address, { cache: 'no-store', headers, signal: AbortSignal.timeout( LONGEST ) } );
				nonce = nonce && ( answer.headers.get( 'X-WP-Nonce' ) || nonce );
				live = ! [ 400, 401, 403, 404 ].includes( answer.status );
				const news = answer.ok && show( await answer.json(), answer.headers.get( 'ETag' ) || '' );
				pause = news ? POLITE : longer();
			} catch {
				pause = longer();
			} finally {
				asking = false;
				plan( pause * ( 0.9 + Math.random() / 5 ) );
			}
		}

		// The longer no headline changes, or nobody answers, the less often we ask.
		const longer = () => Math.min( pause * 1.5, PATIENT );

		// Put what is told in place, unless that would disturb; return whether to ask again soon.
		function show( told, itsTag ) {
			if ( inUse( shown ) ) {
				return true;
			}
			const fresh = document.createDocumentFragment();
			fresh.append( ...new DOMParser().parseFromString( told.html, 'text/html' ).body.childNodes );
			const before = places( shown ), after = places( fresh ), said = headlines( shown );
			before.forEach( ( one, name ) => {
				if ( 'summary' === one.localName && after.has( name ) ) {
					after.get( name ).parentElement.open = one.parentElement.open;
				}
			} );
			const [ focused ] = [ ...before ].find( ( [ , one ] ) => one === document.activeElement ) || [];
			nameAnew( fresh );
			sayAgo( fresh );
			shown.replaceChildren( fresh );
			if ( undefined !== focused ) {
				( after.get( focused ) || shown ).focus( { preventScroll: true } );
			}
			const news = [ ...headlines( shown ) ].filter( ( [ order, headline ] ) => said.get( order ) !== headline );
			if ( news.length ) {
				status.textContent = news.map( ( [ , headline ] ) => headline ).join( ' ' );
			}
			tag = itsTag;
			live = told.live;
			return news.length > 0;
		}

		document.addEventListener( 'visibilitychange', () => {
			if ( ! document.hidden ) {
				sayAgo( shown );
				pause = POLITE;
			}
			plan( Math.max( 0, askedAt + pause - Date.now() ) );
		} );
		setInterval( () => document.hidden || sayAgo( shown ), 30000 );
		shown.tabIndex = -1;
		sayAgo( shown );
		plan( pause );
	}

	document.querySelectorAll( '[data-framme-again]' ).forEach( follow );
} )();
