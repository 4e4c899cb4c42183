<?php
/**
 * Puts orders into the state of a pretend WordPress that is served to a browser: folder, then port.
 *
 * @package Framme
 */

// phpcs:disable
require __DIR__ . '/../../../demo/woocommerce/wordpress/load.php';
require __DIR__ . '/PretendShop.php';

Pretend::$kept         = new Pretend_Files( $argv[1] );
Pretend::$site['home'] = 'http://127.0.0.1:' . $argv[2];
foreach ( array( 31, 32, 33 ) as $id ) {
	PretendShop::order( array( 'id' => $id ) );
}
$earlier = gmdate( 'Y-m-d\TH:i:s', time() - DAY_IN_SECONDS );
PretendShop::order( array( 'id' => 34, 'customer_id' => 2, 'date_created_gmt' => $earlier ) );
