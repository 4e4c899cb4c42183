<?php
/**
 * Loads the pretend WordPress and the plugin, once for all tests. FRAMME_PLUGIN names another copy of
 * the plugin, such as one that was built.
 *
 * @package Framme
 */

// phpcs:disable
declare( strict_types = 1 );

error_reporting( E_ALL );
require __DIR__ . '/../../../demo/woocommerce/wordpress/load.php';
require __DIR__ . '/PretendSnapshot.php';
require __DIR__ . '/PretendShop.php';
require __DIR__ . '/PretendTestCase.php';

Pretend::$site['language'] = 'en_US';
Pretend_Users::add( array( 'ID' => 1, 'user_login' => 'merchant', 'user_email' => 'merchant@harbour.example', 'display_name' => 'The merchant', 'roles' => array( 'administrator' ) ) );
Pretend_Users::add( array( 'ID' => 2, 'user_login' => 'first', 'user_email' => 'first@example.com', 'display_name' => 'First Shopper', 'roles' => array( 'customer' ) ) );
Pretend_Users::add( array( 'ID' => 3, 'user_login' => 'second', 'user_email' => 'second@example.com', 'display_name' => 'Second Shopper', 'roles' => array( 'customer' ) ) );
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['REMOTE_ADDR'] = '192.0.2.1';
Pretend::begin( getenv( 'FRAMME_PLUGIN' ) ? getenv( 'FRAMME_PLUGIN' ) : realpath( __DIR__ . '/../../../storefront/woocommerce/framme' ) . '/framme.php' );
PretendSnapshot::take();
