<?php
/**
 * Loads the pretend WordPress with WooCommerce: a small stand-in, written for this project, of the part
 * that our plugin uses. Tests load it into their own process; router.php serves it as a site.
 *
 * @package Framme
 */

define( 'ABSPATH', __DIR__ . '/' );
define( 'WPINC', 'wp-includes' );
define( 'MINUTE_IN_SECONDS', 60 );
define( 'HOUR_IN_SECONDS', 3600 );
define( 'DAY_IN_SECONDS', 86400 );
define( 'WEEK_IN_SECONDS', 604800 );
define( 'MONTH_IN_SECONDS', 2592000 );
define( 'YEAR_IN_SECONDS', 31536000 );
define( 'KB_IN_BYTES', 1024 );
define( 'MB_IN_BYTES', 1048576 );
define( 'OBJECT', 'OBJECT' );
define( 'ARRAY_A', 'ARRAY_A' );
define( 'WC_VERSION', '10.5.0' );
define( 'EP_ROOT', 64 );
define( 'EP_PAGES', 4096 );

foreach ( array( 'pretend', 'api', 'woocommerce' ) as $pretend_folder ) {
	$pretend_files = glob( __DIR__ . "/$pretend_folder/*.php" );
	// A file of a base class comes before those that extend it.
	usort(
		$pretend_files,
		static function ( $one, $other ) {
			$first = array( 'class-pretend-kept.php', 'class-pretend-orders.php', 'data.php' );
			return array( ! in_array( basename( $one ), $first, true ), $one ) <=> array( ! in_array( basename( $other ), $first, true ), $other );
		}
	);
	foreach ( $pretend_files as $pretend_file ) {
		require_once $pretend_file;
	}
}

$wp_version = Pretend::WORDPRESS;

Pretend::$kept   = new Pretend_Kept();
Pretend::$orders = new Pretend_Orders();

add_action(
	'init',
	static function () {
		do_action( 'before_woocommerce_init' );
		do_action( 'woocommerce_init' );
	},
	0
);
// Any action may be listened to by a webhook; ours is.
add_action(
	'wc_framme_event',
	static function ( $arg ) {
		Pretend::$orders->tell( 'wc_framme_event', $arg );
	}
);
