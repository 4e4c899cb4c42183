<?php
/**
 * Has the shop ask itself, as Framme would: is the REST interface there, and do keys get through? What
 * a firewall does to strangers only, nobody can see from here.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Two requests to the shop's own address, and the answer to the second.
 */
final class Framme_Echo {

	/** In seconds. */
	const PATIENCE = 8;

	/** What the shop asks itself with; it opens nothing. */
	const NAME = 'framme-test';

	/** Where servers put what came in the header Authorization. */
	const PLACES = array( 'HTTP_AUTHORIZATION', 'REDIRECT_HTTP_AUTHORIZATION', 'PHP_AUTH_USER' );

	/**
	 * Hear of the question the shop asks itself. It comes from nobody who is logged in.
	 */
	public static function listen(): void {
		add_action( 'wp_ajax_nopriv_framme_heard', array( __CLASS__, 'answer' ) );
		add_action( 'wp_ajax_framme_heard', array( __CLASS__, 'answer' ) );
	}

	/**
	 * Say whether the header Authorization has come through. This tells whoever asks nothing but that.
	 */
	public static function answer(): void {
		$heard = false;
		foreach ( self::PLACES as $place ) {
			$heard = $heard || ! empty( $_SERVER[ $place ] );
		}
		wp_send_json_success( array( 'heard' => $heard ) );
	}

	/**
	 * Ask both questions.
	 *
	 * @return list<array{string, string, string}> Name, state, sentence.
	 */
	public static function results(): array {
		return array( self::interface_there(), self::keys_come_through() );
	}

	/**
	 * See whether the REST interface answers.
	 *
	 * @return array{string, string, string}
	 */
	private static function interface_there(): array {
		$name  = __( 'REST API', 'framme' );
		$heard = self::ask( rest_url(), array() );
		if ( is_wp_error( $heard ) ) {
			return array( $name, Framme_Connection_Test::WARN, __( 'Your server cannot reach the address of your shop. Framme may well be able to; if connecting fails, ask your host about “loopback requests”.', 'framme' ) );
		}
		$status = (int) wp_remote_retrieve_response_code( $heard );
		$body   = json_decode( (string) wp_remote_retrieve_body( $heard ), true );
		$places = Framme_Read::part( is_array( $body ) ? $body : array(), 'namespaces' );
		if ( 401 === $status || 403 === $status ) {
			/* translators: %d: HTTP status. */
			return array( $name, Framme_Connection_Test::BAD, sprintf( __( 'A password or a security plugin shuts the REST API (%d). Allow it for “wc/v3” and “wc-framme/v1”.', 'framme' ), $status ) );
		}
		if ( 200 !== $status || ! $places ) {
			/* translators: %d: HTTP status. */
			return array( $name, Framme_Connection_Test::BAD, sprintf( __( 'The REST API does not answer as it should (%d). Save Settings > Permalinks once, and look whether a security plugin switches it off.', 'framme' ), $status ) );
		}
		if ( array_diff( array( 'wc/v3', Framme_Rest::PLACE ), $places ) ) {
			return array( $name, Framme_Connection_Test::BAD, __( 'The REST API answers, but WooCommerce’s part of it or Framme’s is missing. Look whether a security plugin hides it.', 'framme' ) );
		}
		return array( $name, Framme_Connection_Test::GOOD, __( 'The REST API answers, with WooCommerce and Framme in it.', 'framme' ) );
	}

	/**
	 * See whether the header with keys reaches PHP: some servers take it away.
	 *
	 * @return array{string, string, string}
	 */
	private static function keys_come_through(): array {
		$name = __( 'Authorization header', 'framme' );
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- RFC 7617 asks for it; nothing is hidden by it.
		$header = array( 'Authorization' => 'Basic ' . base64_encode( self::NAME . ':' . self::NAME ) );
		$heard  = self::ask( add_query_arg( 'action', 'framme_heard', admin_url( 'admin-ajax.php' ) ), $header );
		$body   = is_wp_error( $heard ) ? null : json_decode( (string) wp_remote_retrieve_body( $heard ), true );
		$told   = Framme_Read::part( is_array( $body ) ? $body : array(), 'data' );
		if ( ! isset( $told['heard'] ) ) {
			return array( $name, Framme_Connection_Test::WARN, __( 'This could not be tried, because your server cannot reach the address of your shop.', 'framme' ) );
		}
		if ( true !== $told['heard'] ) {
			return array( $name, Framme_Connection_Test::WARN, __( 'Your server takes away the header in which keys travel. Framme can send them another way, but safer is: ask your host to pass on “Authorization” (in Apache: CGIPassAuth On).', 'framme' ) );
		}
		return array( $name, Framme_Connection_Test::GOOD, __( 'Keys reach WooCommerce.', 'framme' ) );
	}

	/**
	 * Ask the shop itself.
	 *
	 * @param string                $address Where.
	 * @param array<string, string> $headers With what.
	 * @return array<string, mixed>|WP_Error
	 */
	private static function ask( string $address, array $headers ) {
		return wp_remote_get(
			$address,
			array(
				'timeout'   => self::PATIENCE,
				'headers'   => $headers,
				// As WordPress itself does with such questions (a filter of its own).
				// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own.
				'sslverify' => apply_filters( 'https_local_ssl_verify', false ),
			)
		);
	}
}
