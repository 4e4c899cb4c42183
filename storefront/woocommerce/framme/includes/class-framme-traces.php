<?php
/**
 * Removes what connecting has left in WooCommerce: webhooks that go to Framme and keys made for it.
 * It tells nobody, and touches nothing that is not ours.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Whose a webhook is, its address tells; whose a key is, its description.
 */
final class Framme_Traces {

	/** How WooCommerce describes a key it has made for an app called Framme. */
	const KEY = 'Framme - API';

	/**
	 * Remove the webhooks that go to an address of Framme's.
	 *
	 * @param string $base_url Framme's address.
	 * @return int How many.
	 */
	public static function remove_webhooks( string $base_url ): int {
		if ( '' === $base_url || ! class_exists( 'WC_Data_Store' ) ) {
			return 0;
		}
		$removed = 0;
		foreach ( WC_Data_Store::load( 'webhook' )->get_webhooks_ids() as $id ) {
			$webhook = wc_get_webhook( $id );
			if ( $webhook && 0 === strpos( $webhook->get_delivery_url(), $base_url . '/' ) ) {
				$webhook->delete( true );
				++$removed;
			}
		}
		return $removed;
	}

	/**
	 * Remove the keys that were made for Framme: from then on it can read nothing here.
	 *
	 * @return int How many.
	 */
	public static function remove_keys(): int {
		global $wpdb;
		$table = $wpdb->prefix . 'woocommerce_api_keys';
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WooCommerce has no function for its keys.
		$removed = $wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE description LIKE %s', $table, $wpdb->esc_like( self::KEY ) . '%' ) );
		return (int) $removed;
	}
}
