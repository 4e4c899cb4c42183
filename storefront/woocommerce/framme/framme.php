<?php
/**
 * Plugin Name:          Framme Order Tracking for WooCommerce
 * Description:          Shows shoppers where their parcels are: in their account, on their orders, in mails and on a tracking page. Works with your own Framme server.
 * Version:              1.0.0
 * Requires at least:    6.4
 * Requires PHP:         7.4
 * Requires Plugins:     woocommerce
 * Author:               The Framme maintainers
 * License:              GPLv2 or later
 * License URI:          https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:          framme
 * Domain Path:          /languages
 * WC requires at least: 8.2
 * WC tested up to:      10.5
 *
 * This file says where everything is and starts it. It shows nothing and asks nobody.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

define( 'FRAMME_VERSION', '1.0.0' );
define( 'FRAMME_FILE', __FILE__ );
define( 'FRAMME_FOLDER', __DIR__ . '/' );

spl_autoload_register(
	static function ( string $name ): void {
		static $parts = null;
		if ( 0 !== strpos( $name, 'Framme_' ) ) {
			return;
		}
		$parts = $parts ?? require FRAMME_FOLDER . 'includes/parts.php';
		if ( isset( $parts[ $name ] ) ) {
			require_once FRAMME_FOLDER . 'includes/' . $parts[ $name ];
		}
	}
);

Framme_Plugin::begin();
