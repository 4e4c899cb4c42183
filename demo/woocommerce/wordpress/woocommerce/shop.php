<?php
/**
 * WooCommerce itself: its version, pages, places in the account, webhooks and features.
 *
 * @package Framme
 */

/**
 * What WC() returns.
 */
final class WooCommerce {

	public $version = Pretend::WOOCOMMERCE;
	public $query;

	private static $instance = null;

	public static function instance() {
		self::$instance = self::$instance ?? new self();
		return self::$instance;
	}

	public function __construct() {
		$this->query = new WC_Query();
	}

	public function mailer() {
		return new Pretend_Mailer();
	}

	public function api_request_url( $request, $ssl = null ) {
		return home_url( "/wc-api/$request/" );
	}

	public function is_rest_api_request() {
		return false !== strpos( $_SERVER['REQUEST_URI'] ?? '', '/wp-json/' );
	}
}

function WC() {
	return WooCommerce::instance();
}

/**
 * The places below the account and the checkout.
 */
class WC_Query {

	public function get_query_vars() {
		$names = array( 'order-pay', 'order-received', 'orders', 'view-order', 'downloads', 'edit-account', 'edit-address', 'payment-methods', 'lost-password', 'customer-logout' );
		return apply_filters( 'woocommerce_get_query_vars', array_combine( $names, $names ) );
	}

	public function get_current_endpoint() {
		foreach ( $this->get_query_vars() as $name => $place ) {
			if ( isset( $GLOBALS['pretend_query'][ $name ] ) ) {
				return $name;
			}
		}
		return '';
	}

	public function get_endpoint_title( $endpoint, $action = '' ) {
		$titles = array(
			'orders'         => 'Orders',
			'view-order'     => 'Order #' . get_query_var( 'view-order' ),
			'order-received' => 'Order received',
			'edit-account'   => 'Account details',
		);
		return apply_filters( 'woocommerce_endpoint_' . $endpoint . '_title', $titles[ $endpoint ] ?? '', $endpoint, $action );
	}
}

function get_query_var( $query_var, $default_value = '' ) {
	return $GLOBALS['pretend_query'][ $query_var ] ?? $default_value;
}

function is_wc_endpoint_url( $endpoint = false ) {
	if ( false === $endpoint ) {
		return '' !== WC()->query->get_current_endpoint();
	}
	return isset( WC()->query->get_query_vars()[ $endpoint ], $GLOBALS['pretend_query'][ $endpoint ] );
}

function is_account_page() {
	return 'myaccount' === ( $GLOBALS['pretend_query']['page'] ?? '' );
}

function is_checkout() {
	return 'checkout' === ( $GLOBALS['pretend_query']['page'] ?? '' );
}

function is_view_order_page() {
	return is_account_page() && is_wc_endpoint_url( 'view-order' );
}

function is_order_received_page() {
	return is_checkout() && is_wc_endpoint_url( 'order-received' );
}

function is_woocommerce() {
	return false;
}

function wc_get_page_id( $page ) {
	$ids = array(
		'myaccount' => 5,
		'checkout'  => 6,
		'shop'      => 7,
	);
	return apply_filters( 'woocommerce_get_' . $page . '_page_id', $ids[ $page ] ?? -1 );
}

function wc_get_page_permalink( $page, $fallback = null ) {
	$slugs = array(
		'myaccount' => 'my-account/',
		'checkout'  => 'checkout/',
		'shop'      => '',
	);
	return apply_filters( 'woocommerce_get_' . $page . '_page_permalink', home_url( '/' . ( $slugs[ $page ] ?? '' ) ) );
}

function wc_get_endpoint_url( $endpoint, $value = '', $permalink = '' ) {
	$permalink = $permalink ? $permalink : wc_get_page_permalink( 'myaccount' );
	$place     = WC()->query->get_query_vars()[ $endpoint ] ?? $endpoint;
	$url       = trailingslashit( $permalink ) . ( 'dashboard' === $endpoint ? '' : "$place/" ) . ( '' === (string) $value ? '' : $value . '/' );
	return apply_filters( 'woocommerce_get_endpoint_url', $url, $endpoint, $value, $permalink );
}

function wc_get_account_endpoint_url( $endpoint ) {
	return 'dashboard' === $endpoint ? wc_get_page_permalink( 'myaccount' ) : wc_get_endpoint_url( $endpoint, '', wc_get_page_permalink( 'myaccount' ) );
}

function wc_get_account_menu_items() {
	$items = array(
		'dashboard'       => 'Dashboard',
		'orders'          => 'Orders',
		'edit-address'    => 'Addresses',
		'edit-account'    => 'Account details',
		'customer-logout' => 'Log out',
	);
	return apply_filters( 'woocommerce_account_menu_items', $items, WC()->query->get_query_vars() );
}

function wc_get_account_orders_actions( $order ) {
	$actions = array(
		'view' => array(
			'url'  => $order->get_view_order_url(),
			'name' => 'View',
		),
	);
	return apply_filters( 'woocommerce_my_account_my_orders_actions', $actions, $order );
}

function wc_get_page_screen_id( $for ) {
	return 'hpos' === Pretend::$storage ? 'woocommerce_page_wc-orders' : 'shop_order';
}

function wc_get_container() {
	throw new LogicException( 'the pretend WooCommerce has no container: its classes move between versions' );
}

function wc_get_logger() {
	return new Pretend_Log();
}

function wc_rest_check_manager_permissions( $object, $context = 'read' ) {
	return current_user_can( 'manage_woocommerce' );
}

function wc_nocache_headers() {
	nocache_headers();
}

/**
 * Says that a page is not to be kept.
 */
class WC_Cache_Helper {

	public static function set_nocache_constants( $return = true ) {
		$GLOBALS['pretend_not_kept'] = true;
		return $return;
	}
}

/**
 * The visitor's address.
 */
class WC_Geolocation {

	public static function get_ip_address() {
		$found = $_SERVER['HTTP_X_REAL_IP'] ?? trim( current( explode( ',', $_SERVER['HTTP_X_FORWARDED_FOR'] ?? '' ) ) );
		return sanitize_text_field( wp_unslash( '' !== $found ? $found : ( $_SERVER['REMOTE_ADDR'] ?? '' ) ) );
	}
}

/**
 * Notes for whoever runs the shop.
 */
final class Pretend_Log {

	/** What has been noted. */
	public static $lines = array();

	public function log( $level, $message, $context = array() ) {
		self::$lines[] = "$level: $message";
	}

	public function __call( $level, $arguments ) {
		$this->log( $level, $arguments[0] );
	}
}
