<?php
/**
 * Switches plugins on and off and loads them, as WordPress does; there is one, beside WooCommerce.
 *
 * @package Framme
 */

/**
 * The plugin whose main file has been loaded.
 */
final class Pretend_Plugins {

	/**
	 * Its main file.
	 *
	 * @var string
	 */
	public static $main = '';

	/**
	 * Load a plugin's main file.
	 *
	 * @param string $main The file.
	 */
	public static function load( string $main ): void {
		self::$main = $main;
		require_once $main;
	}

	/**
	 * Switch the loaded plugin on.
	 */
	public static function activate(): void {
		$name = plugin_basename( self::$main );
		update_option( 'active_plugins', array( 'woocommerce/woocommerce.php', $name ) );
		do_action( 'activate_' . $name, false );
		do_action( 'activated_plugin', $name, false );
	}

	/**
	 * Switch it off.
	 */
	public static function deactivate(): void {
		$name = plugin_basename( self::$main );
		do_action( 'deactivate_' . $name, false );
		update_option( 'active_plugins', array( 'woocommerce/woocommerce.php' ) );
		do_action( 'deactivated_plugin', $name, false );
	}

	/**
	 * Say whether it is switched on.
	 */
	public static function is_active(): bool {
		return is_plugin_active( plugin_basename( self::$main ) );
	}

	/**
	 * Remove it: what it has promised to do then is done. A process can do it once.
	 */
	public static function uninstall(): void {
		defined( 'WP_UNINSTALL_PLUGIN' ) || define( 'WP_UNINSTALL_PLUGIN', plugin_basename( self::$main ) );
		include dirname( self::$main ) . '/uninstall.php';
	}
}
