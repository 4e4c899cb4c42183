<?php
/**
 * Keeps what a page shows of a delivery true while the page stays open. It lets nobody in: whoever
 * calls has made sure of the reader.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A delivery with all that the script needs to ask for it again, and the answer it gets then.
 */
final class Framme_Live {

	const SCRIPT = 'framme-live';

	/** The header in which a reader's pass comes: no address carries it, and no log has it. */
	const PASS = 'X-Framme-Pass';

	/** After so many seconds an open page gets another way in, though nothing else is new. */
	const WAY_IN = 30 * MINUTE_IN_SECONDS;

	/**
	 * Print a delivery; if it may still change, its script is loaded.
	 *
	 * @param string   $address Where it is told again.
	 * @param callable $show    Prints it, and returns whether it may still change.
	 * @param string   $pass    What its reader needs there beside a login; may be empty.
	 */
	public static function show( string $address, callable $show, string $pass = '' ): void {
		echo '<div class="framme-live">';
		ob_start();
		$may_change = self::may_change( $show );
		$tag        = self::tag( (string) ob_get_contents(), $may_change );
		ob_end_flush();
		echo '</div>';
		if ( ! $may_change ) {
			return;
		}
		if ( '' !== $pass ) {
			// Should a cache keep the answer all the same, nobody else finds it.
			$address = add_query_arg( 'for', substr( hash( 'sha256', $pass ), 0, 20 ), $address );
		}
		wp_enqueue_script( self::SCRIPT, plugins_url( 'assets/live.js', FRAMME_FILE ), array(), FRAMME_VERSION, true );
		printf(
			'<p class="framme-unseen" role="status" data-framme-again="%s" data-tag="%s" data-nonce="%s" data-pass="%s"></p>',
			esc_url( $address, array( 'http', 'https' ) ),
			esc_attr( $tag ),
			esc_attr( is_user_logged_in() ? wp_create_nonce( 'wp_rest' ) : '' ),
			esc_attr( $pass )
		);
	}

	/**
	 * Leave room for how long ago a carrier was asked; without the script it stays unseen.
	 *
	 * @param array<string, mixed> $order As Framme tells it.
	 * @param Framme_Words         $words What stands around it.
	 */
	public static function show_freshness( array $order, Framme_Words $words ): void {
		$checked = Framme_Read::text( $order, 'checked_at' );
		$said    = $words->say( '' !== $checked ? 'updated' : 'live', array( 'when' => '%s' ) );
		if ( '' !== $said && Framme_Read::yes( $order, 'live' ) ) {
			printf( '<p class="framme-quiet framme-fresh" hidden data-at="%s" data-said="%s"></p>', esc_attr( $checked ), esc_attr( $said ) );
		}
	}

	/**
	 * Tell a delivery again, or that it is as the reader has it.
	 *
	 * @param WP_REST_Request $request What the script asks.
	 * @param callable        $show    Prints it, and returns whether it may still change.
	 */
	public static function answer( $request, callable $show ): WP_REST_Response {
		$switched = switch_to_locale( (string) $request['locale'] );
		ob_start();
		$may_change = self::may_change( $show );
		$html       = (string) ob_get_clean();
		if ( $switched ) {
			restore_previous_locale();
		}
		$tag  = self::tag( $html, $may_change );
		$told = array(
			'html' => $html,
			'live' => $may_change,
		);
		// A server in between may have made the tag a weak one, or added how it packs.
		$same   = false !== strpos( (string) $request->get_header( 'if_none_match' ), trim( $tag, '"' ) );
		$answer = new WP_REST_Response( $same ? null : $told, $same ? 304 : 200 );
		$answer->header( 'ETag', $tag );
		$answer->header( 'Cache-Control', 'private, no-store' );
		return $answer;
	}

	/**
	 * Print a delivery, and say whether it may still change: without a connection nothing does.
	 *
	 * @param callable $show Prints it, and returns whether it may still change.
	 */
	private static function may_change( callable $show ): bool {
		return call_user_func( $show ) && Framme_Options::connected();
	}

	/**
	 * Name what is shown by its content. Ids are left out, as they count what else a page has, and so is
	 * the way in to Framme's page, which is another each time; it closes after an hour.
	 *
	 * @param string $html       What is shown.
	 * @param bool   $may_change Whether it may still change.
	 */
	private static function tag( string $html, bool $may_change ): string {
		$way  = '/in/' . intdiv( time(), self::WAY_IN );
		$bare = (string) preg_replace( array( '/framme-order-\d+/', '#/in/[^"]+#' ), array( '', $way ), $html );
		return '"' . hash( 'sha256', $bare . ( $may_change ? '+' : '-' ) ) . '"';
	}
}
