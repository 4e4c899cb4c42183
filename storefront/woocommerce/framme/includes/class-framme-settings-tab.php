<?php
/**
 * Shows Framme's own settings in a frame. Who the merchant is, a token says that is good for a minute:
 * each load has a new one, and the frame may ask for another.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * The frame, and the action that gives it a new address.
 */
final class Framme_Settings_Tab {

	/**
	 * Hear of the action.
	 */
	public static function listen(): void {
		add_action( 'wp_ajax_framme_frame', array( __CLASS__, 'renew' ) );
	}

	/**
	 * Show the tab.
	 */
	public static function show(): void {
		$origin = self::origin( Framme_Options::connection()['base_url'] );
		echo '<iframe class="framme-frame" title="' . esc_attr__( 'Settings of Framme', 'framme' ) . '" src="' . esc_url( self::address() ) . '"';
		echo ' data-framme-origin="' . esc_attr( $origin ) . '" data-framme-nonce="' . esc_attr( wp_create_nonce( 'framme_frame' ) ) . '" referrerpolicy="no-referrer"></iframe>';
		echo '<p class="description">' . esc_html__( 'These pages come from Framme. Should they stay empty, look at the tab Status.', 'framme' ) . '</p>';
	}

	/**
	 * Answer the script with a new address for the frame.
	 */
	public static function renew(): void {
		if ( ! check_ajax_referer( 'framme_frame', 'nonce', false ) || ! current_user_can( Framme_Admin_Page::RIGHT ) ) {
			wp_send_json_error( array( 'said' => __( 'This page has been open for too long. Load it again.', 'framme' ) ), 403 );
		}
		if ( ! Framme_Options::connected() ) {
			wp_send_json_error( array( 'said' => __( 'This shop is not connected.', 'framme' ) ), 409 );
		}
		wp_send_json_success( array( 'src' => self::address() ) );
	}

	/**
	 * Return the address of the settings for the merchant who is logged in.
	 */
	public static function address(): string {
		$query = array(
			'framed' => Framme_Token::for_merchant( get_current_user_id(), self::origin( admin_url() ) ),
			'locale' => get_user_locale(),
		);
		return Framme_Options::connection()['base_url'] . '/settings?' . http_build_query( $query, '', '&', PHP_QUERY_RFC3986 );
	}

	/**
	 * Return the origin of an address: scheme, host, and port if it is not the usual one.
	 *
	 * @param string $address An address.
	 */
	private static function origin( string $address ): string {
		$parts = wp_parse_url( $address );
		$parts = is_array( $parts ) ? $parts : array();
		$usual = array(
			'http'  => 80,
			'https' => 443,
		);
		$named = strtolower( $parts['scheme'] ?? '' );
		$port  = (int) ( $parts['port'] ?? 0 );
		$shown = $port && ( $usual[ $named ] ?? 0 ) !== $port ? ':' . $port : '';
		return $named . '://' . strtolower( $parts['host'] ?? '' ) . $shown;
	}
}
