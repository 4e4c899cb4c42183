<?php
/**
 * Writes documents of orders for tests, as WooCommerce's REST interface has them.
 *
 * @package Framme
 */

// phpcs:disable
declare( strict_types = 1 );

/**
 * Orders, numbered from 31.
 */
final class PretendShop {

	/** @var int The id of the last order. */
	public static $last = 30;

	/** @param array<string, mixed> $changes As in REST; `meta` by key; `line_items` replace both lines. */
	public static function order( array $changes ): WC_Order {
		$id   = (int) ( $changes['id'] ?? ++self::$last );
		$now  = gmdate( 'Y-m-d\TH:i:s', Pretend::now() );
		$meta = array();
		foreach ( $changes['meta'] ?? array() as $key => $value ) {
			$meta[] = array( 'id' => count( $meta ) + 1, 'key' => $key, 'value' => $value );
		}
		unset( $changes['meta'] );
		$billing = array( 'first_name' => 'First', 'last_name' => 'Shopper', 'company' => '', 'address_1' => 'Storgatan 1', 'address_2' => '', 'city' => 'Uppsala', 'state' => '', 'postcode' => '753 20', 'country' => 'SE', 'email' => 'first@example.com', 'phone' => '' );
		$whole   = array(
			'id' => $id, 'parent_id' => 0, 'number' => (string) $id, 'status' => 'processing', 'currency' => 'SEK',
			'date_created_gmt' => $now, 'date_modified_gmt' => $now, 'date_paid_gmt' => $now, 'date_completed_gmt' => null,
			'total' => '498.00', 'total_tax' => '0.00', 'shipping_total' => '0.00', 'customer_id' => 0, 'customer_note' => '', 'transaction_id' => '',
			'order_key' => 'wc_order_' . substr( md5( (string) $id ), 0, 13 ), 'created_via' => 'checkout', 'payment_method' => 'cod', 'payment_method_title' => 'Cash on delivery',
			'billing' => $billing, 'shipping' => array_diff_key( $billing, array( 'email' => 1 ) ),
			'line_items' => array( self::line( 10 * $id + 1, 'Blue mug', 2, 'MUG-B' ), self::line( 10 * $id + 2, 'Tea &amp; tin', 1, 'TEA-1' ) ),
			'shipping_lines' => array( array( 'id' => 10 * $id + 3, 'method_title' => 'Flat rate', 'method_id' => 'flat_rate', 'total' => '0.00' ) ),
			'refunds' => array(), 'meta_data' => $meta,
		);
		foreach ( array( 'billing', 'shipping' ) as $part ) {
			if ( isset( $changes[ $part ] ) ) {
				$changes[ $part ] += $whole[ $part ];
			}
		}
		Pretend::$orders->put( $changes + $whole );
		return wc_get_order( $id );
	}

	/** @return array<string, mixed> */
	public static function line( int $id, string $name, int $quantity, string $sku = '' ): array {
		return array( 'id' => $id, 'name' => $name, 'product_id' => 1000 + $id, 'variation_id' => 0, 'quantity' => $quantity, 'sku' => $sku, 'total' => '166.00', 'meta_data' => array() );
	}
}
