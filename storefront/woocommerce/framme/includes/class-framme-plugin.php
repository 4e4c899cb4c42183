<?php
/**
 * Starts the parts when WooCommerce is there, and minds the addresses they need in the account.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * What WordPress tells a plugin: it is loaded, switched on, switched off.
 */
final class Framme_Plugin {

	/** Set when WordPress is to write its addresses anew, once. */
	const NEW_ADDRESSES = 'framme_new_addresses';

	/**
	 * Add the hooks that are needed with and without WooCommerce.
	 */
	public static function begin(): void {
		register_activation_hook( FRAMME_FILE, array( __CLASS__, 'activated' ) );
		register_deactivation_hook( FRAMME_FILE, array( __CLASS__, 'deactivated' ) );
		add_action( 'before_woocommerce_init', array( __CLASS__, 'declare_compatibility' ) );
		add_action( 'plugins_loaded', array( __CLASS__, 'listen' ) );
	}

	/**
	 * Let every part add its hooks.
	 */
	public static function listen(): void {
		if ( ! class_exists( 'WooCommerce' ) ) {
			return;
		}
		add_action( 'init', array( __CLASS__, 'load_words' ) );
		add_action( 'init', array( __CLASS__, 'write_addresses' ), 99 );
		foreach ( require FRAMME_FOLDER . 'includes/listeners.php' as $part ) {
			call_user_func( array( $part, 'listen' ) );
		}
	}

	/**
	 * Tell WooCommerce that we work with its own order tables and with the blocks of its checkout.
	 */
	public static function declare_compatibility(): void {
		if ( class_exists( '\Automattic\WooCommerce\Utilities\FeaturesUtil' ) ) {
			\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'custom_order_tables', FRAMME_FILE, true );
			\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'cart_checkout_blocks', FRAMME_FILE, true );
		}
	}

	/**
	 * Load the translations that come with the plugin, for WordPress before 6.8.
	 */
	public static function load_words(): void {
		// phpcs:ignore PluginCheck.CodeAnalysis.DiscouragedFunctions.load_plugin_textdomainFound -- the plugin brings translations of its own.
		load_plugin_textdomain( 'framme', false, dirname( plugin_basename( FRAMME_FILE ) ) . '/languages' );
	}

	/**
	 * Have WordPress write its addresses anew in the next request, when all of them are known.
	 */
	public static function ask_for_new_addresses(): void {
		update_option( self::NEW_ADDRESSES, 'yes' );
	}

	/**
	 * Write the addresses if somebody has asked for it.
	 */
	public static function write_addresses(): void {
		if ( 'yes' === get_option( self::NEW_ADDRESSES ) ) {
			delete_option( self::NEW_ADDRESSES );
			flush_rewrite_rules( false );
		}
	}

	/**
	 * Begin: our address in the account is known only when WooCommerce has added it, so it waits.
	 */
	public static function activated(): void {
		self::ask_for_new_addresses();
	}

	/**
	 * End: our address still stands among those of this request, so WordPress writes them in the next.
	 */
	public static function deactivated(): void {
		delete_option( self::NEW_ADDRESSES );
		delete_option( 'rewrite_rules' );
		Framme_Background::forget();
	}
}
