<?php
/**
 * Keeps what this shop has decided and the connection to Framme. It asks nobody and shows nothing.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Two rows among WordPress's options: the connection with its secret, and the settings.
 */
final class Framme_Options {

	const CONNECTION = 'framme_connection';
	const SETTINGS   = 'framme_settings';

	/** The switches, all on until the merchant says otherwise. */
	const SWITCHES = array( 'account_tab', 'on_order_page', 'on_thank_you', 'in_mails' );

	/**
	 * Return the connection; without one, every text is empty and the time is 0.
	 *
	 * @return array{base_url: string, shop_id: string, secret: string, connected_at: int}
	 */
	public static function connection(): array {
		$kept  = get_option( self::CONNECTION, array() );
		$kept  = is_array( $kept ) ? $kept : array();
		$whole = array( 'connected_at' => (int) ( $kept['connected_at'] ?? 0 ) );
		foreach ( array( 'base_url', 'shop_id', 'secret' ) as $name ) {
			$whole[ $name ] = is_string( $kept[ $name ] ?? null ) ? $kept[ $name ] : '';
		}
		return $whole;
	}

	/**
	 * Say whether the merchant has connected this shop. Until then nothing is sent anywhere.
	 */
	public static function connected(): bool {
		$connection = self::connection();
		return '' !== $connection['base_url'] && '' !== $connection['shop_id'] && '' !== $connection['secret'];
	}

	/**
	 * Keep a new connection, in place of the one before. It is not loaded on every page.
	 *
	 * @param string $base_url Framme's address.
	 * @param string $shop_id  What Framme calls this shop.
	 * @param string $secret   What both sign with.
	 */
	public static function connect( string $base_url, string $shop_id, string $secret ): void {
		$connection = array(
			'base_url'     => self::address( $base_url ),
			'shop_id'      => $shop_id,
			'secret'       => $secret,
			'connected_at' => time(),
		);
		update_option( self::CONNECTION, $connection, false );
		Framme_Breaker::close();
	}

	/**
	 * Forget the connection. Answers kept from it are never found again.
	 */
	public static function disconnect(): void {
		delete_option( self::CONNECTION );
	}

	/**
	 * Return the address of Framme this shop is set up for, without a slash at its end, or nothing.
	 */
	public static function base_url(): string {
		$entered = self::settings()['base_url'];
		return '' !== $entered ? $entered : self::address( (string) require FRAMME_FOLDER . 'includes/default-address.php' );
	}

	/**
	 * Return an address as we keep it, or nothing if it cannot be Framme's.
	 *
	 * @param string $typed What somebody entered.
	 */
	public static function address( string $typed ): string {
		$typed = rtrim( trim( $typed ), '/' );
		$parts = wp_parse_url( $typed );
		if ( ! is_array( $parts ) || empty( $parts['host'] ) || preg_match( '/[\s<>"\'\\\\]/', $typed ) ) {
			return '';
		}
		if ( array_intersect_key( $parts, array_flip( array( 'user', 'pass', 'query', 'fragment' ) ) ) ) {
			return '';
		}
		$scheme = strtolower( $parts['scheme'] ?? '' );
		if ( ! in_array( $scheme, array( 'http', 'https' ), true ) ) {
			return '';
		}
		$port = isset( $parts['port'] ) ? ':' . $parts['port'] : '';
		return $scheme . '://' . strtolower( $parts['host'] ) . $port . ( $parts['path'] ?? '' );
	}

	/**
	 * Return all settings, each with what it is when the merchant has not said.
	 *
	 * @return array{base_url: string, tracking_page_id: int, account_tab: bool, on_order_page: bool, on_thank_you: bool, in_mails: bool}
	 */
	public static function settings(): array {
		$kept  = get_option( self::SETTINGS, array() );
		$kept  = is_array( $kept ) ? $kept : array();
		$whole = array(
			'base_url'         => self::address( (string) ( $kept['base_url'] ?? '' ) ),
			'tracking_page_id' => max( 0, (int) ( $kept['tracking_page_id'] ?? 0 ) ),
		);
		foreach ( self::SWITCHES as $switch ) {
			$whole[ $switch ] = (bool) ( $kept[ $switch ] ?? true );
		}
		return $whole;
	}

	/**
	 * Change some settings and leave the others as they are. Whose right it is, the caller has asked.
	 *
	 * @param array<string, mixed> $changes By name; names we do not have are left out.
	 */
	public static function change( array $changes ): void {
		$before = self::settings();
		$after  = array_intersect_key( $changes, $before ) + $before;
		$after  = array_merge( $after, array( 'base_url' => self::address( (string) $after['base_url'] ) ) );
		foreach ( self::SWITCHES as $switch ) {
			$after[ $switch ] = (bool) $after[ $switch ];
		}
		$after['tracking_page_id'] = max( 0, (int) $after['tracking_page_id'] );
		update_option( self::SETTINGS, $after );
		if ( $after['account_tab'] !== $before['account_tab'] ) {
			Framme_Plugin::ask_for_new_addresses();
		}
	}

	/**
	 * Say whether a switch is on.
	 *
	 * @param string $name One of SWITCHES.
	 */
	public static function is_on( string $name ): bool {
		return true === ( self::settings()[ $name ] ?? false );
	}

	/**
	 * Return the address of the page with the tracking form, or nothing when there is none.
	 */
	public static function tracking_url(): string {
		$page = self::settings()['tracking_page_id'];
		return $page && 'publish' === get_post_status( $page ) ? (string) get_permalink( $page ) : '';
	}
}
