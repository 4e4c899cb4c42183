<?php
/**
 * Ends the connection: tells Framme, and tidies up here whether Framme hears it or not. What stands on
 * orders stays.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * The form on the page of the status, and what it does.
 */
final class Framme_Disconnect {

	/**
	 * End the connection.
	 *
	 * @return bool Whether Framme has heard it.
	 */
	public static function now(): bool {
		$told     = Framme_Client::for_merchant()->post( 'disconnect' )->is_good();
		$base_url = Framme_Options::connection()['base_url'];
		Framme_Traces::remove_webhooks( $base_url );
		Framme_Traces::remove_keys();
		Framme_Options::disconnect();
		return $told;
	}

	/**
	 * Take the form.
	 *
	 * @return array<string, string> Errors: never any.
	 */
	public static function take(): array {
		Framme_Forms::done( self::now() ? 'disconnected' : 'disconnected_alone' );
		return array();
	}

	/**
	 * Show the form, which has to be unfolded first.
	 */
	public static function show(): void {
		echo '<details class="framme-disconnect"><summary>' . esc_html__( 'Disconnect this shop', 'framme' ) . '</summary>';
		echo '<p>' . esc_html__( 'Framme forgets its keys and hears of no more orders; no more messages are sent, and shoppers see no more tracking here. Parcels and stages stay on your orders. You can connect again at any time.', 'framme' ) . '</p>';
		echo '<p>' . esc_html__( 'To connect with another Framme, disconnect first; then enter its address.', 'framme' ) . '</p>';
		Framme_Forms::begin( 'disconnect' );
		echo '<button type="submit" class="button framme-danger">' . esc_html__( 'Disconnect now', 'framme' ) . '</button></form></details>';
	}
}
