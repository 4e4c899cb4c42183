<?php
/**
 * Removes everything the plugin has kept, on every site of a network. It works with the plugin switched
 * off, and with WooCommerce gone.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Only uninstall.php calls this.
 */
final class Framme_Uninstall {

	/** How long Framme is waited for, in milliseconds. */
	const PATIENCE = 2000;

	const OPTIONS = array( 'framme_connection', 'framme_settings', 'framme_new_addresses' );

	/** How the names of our other rows among the options begin. */
	const PREFIXES = array( 'framme_import_', '_transient_framme_', '_transient_timeout_framme_' );

	/** What we have put into WordPress's schedule. */
	const EVENTS = array( 'framme_ask_again', 'framme_forget_list' );

	const ORDERS = array( '_framme_parcels', '_framme_stage', '_framme_delivery_instructions' );

	/**
	 * Clean every site.
	 */
	public static function everywhere(): void {
		if ( ! is_multisite() ) {
			self::here();
			return;
		}
		$sites = get_sites(
			array(
				'fields' => 'ids',
				'number' => 0,
			)
		);
		foreach ( $sites as $site ) {
			switch_to_blog( $site );
			self::here();
			restore_current_blog();
		}
	}

	/**
	 * Clean this site.
	 */
	private static function here(): void {
		if ( Framme_Options::connected() ) {
			Framme_Wire::ask( 'POST', 'disconnect', array(), array(), self::PATIENCE );
			Framme_Traces::remove_webhooks( Framme_Options::connection()['base_url'] );
		}
		self::forget_keys();
		self::forget_options();
		array_map( 'wp_unschedule_hook', self::EVENTS );
		if ( defined( 'FRAMME_DELETE_ORDER_DATA' ) && true === FRAMME_DELETE_ORDER_DATA ) {
			self::forget_orders();
		}
	}

	/**
	 * Remove the keys made for Framme, if WooCommerce has been here at all.
	 */
	private static function forget_keys(): void {
		if ( self::has_table( 'woocommerce_api_keys' ) ) {
			Framme_Traces::remove_keys();
		}
	}

	/**
	 * Remove options and transients.
	 */
	private static function forget_options(): void {
		global $wpdb;
		foreach ( self::OPTIONS as $name ) {
			delete_option( $name );
		}
		foreach ( self::PREFIXES as $prefix ) {
			// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WordPress has no function for names that begin so.
			$names = $wpdb->get_col( $wpdb->prepare( 'SELECT option_name FROM %i WHERE option_name LIKE %s', $wpdb->options, $wpdb->esc_like( $prefix ) . '%' ) );
			foreach ( (array) $names as $name ) {
				delete_option( $name );
			}
		}
	}

	/**
	 * Remove what stands on orders, in both storages.
	 */
	private static function forget_orders(): void {
		global $wpdb;
		$table = self::has_table( 'wc_orders_meta' ) ? $wpdb->prefix . 'wc_orders_meta' : '';
		foreach ( self::ORDERS as $key ) {
			delete_post_meta_by_key( $key );
			if ( '' !== $table ) {
				// phpcs:ignore WordPress.DB.DirectDatabaseQuery, WordPress.DB.SlowDBQuery.slow_db_query_meta_key -- once, and WooCommerce may be gone.
				$wpdb->delete( $table, array( 'meta_key' => $key ) );
			}
		}
	}

	/**
	 * Say whether there is a table.
	 *
	 * @param string $name Without the prefix.
	 */
	private static function has_table( string $name ): bool {
		global $wpdb;
		$table = $wpdb->prefix . $name;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WordPress has no function for this.
		return $table === $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $table ) ) );
	}
}
