<?php
/**
 * Suggests to the merchant what the shop's privacy policy should say about this plugin.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A text for WordPress's guide to the privacy policy.
 */
final class Framme_Privacy {

	/**
	 * Add the hook.
	 */
	public static function listen(): void {
		add_action( 'admin_init', array( __CLASS__, 'suggest' ) );
	}

	/**
	 * Suggest the text.
	 */
	public static function suggest(): void {
		$says = array(
			__( 'To show you where your parcels are, our shop works with a Framme server. It reads your order with your name, address and e-mail address, asks the carrier about your parcels, and sends you messages about them.', 'framme' ),
			__( 'When you look an order up on our tracking page, what you enter and your IP address are passed to that server, so that it can find the order and stop attempts at guessing. Our shop keeps what the server answers about your orders for twelve hours at most.', 'framme' ),
			__( 'Say here who runs the server, where it is, and where its own privacy policy can be read.', 'framme' ),
		);
		wp_add_privacy_policy_content( __( 'Framme Order Tracking for WooCommerce', 'framme' ), '<p>' . implode( '</p><p>', array_map( 'esc_html', $says ) ) . '</p>' );
	}
}
