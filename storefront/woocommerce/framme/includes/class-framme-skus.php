<?php
/**
 * Reads what is in a parcel from a text such as "MUG-1:2|TEA:1". How many may be sent is not judged here.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Article numbers and pieces.
 */
final class Framme_Skus {

	/**
	 * Return the pieces by order item, or what is wrong.
	 *
	 * @param WC_Order        $order The order.
	 * @param string          $typed The text; empty for the whole order.
	 * @param array<int, int> $left  Pieces of each item that are left.
	 * @return array<int, int>|WP_Error
	 */
	public static function read( $order, string $typed, array $left ) {
		$items = array();
		foreach ( array_filter( array_map( 'trim', explode( '|', $typed ) ), 'strlen' ) as $part ) {
			if ( ! preg_match( '/^(.+?)(?:\s*:\s*(\d{1,6}))?$/u', $part, $found ) ) {
				return new WP_Error( 'items', __( 'Write the items like “SKU:2|SKU:1”.', 'framme' ) );
			}
			$pieces = (int) ( $found[2] ?? 1 );
			$same   = self::items( $order, $found[1], array_keys( $left ) );
			if ( ! $same ) {
				/* translators: %s: article number (SKU). */
				return new WP_Error( 'items', sprintf( __( 'The order has no item with the SKU “%s”.', 'framme' ), sanitize_text_field( $found[1] ) ) );
			}
			foreach ( $same as $place => $id ) {
				// Where several items have the same number, the first is filled first; the last takes the rest.
				$room         = max( 0, $left[ $id ] - ( $items[ $id ] ?? 0 ) );
				$taken        = count( $same ) - 1 === $place ? $pieces : min( $pieces, $room );
				$items[ $id ] = ( $items[ $id ] ?? 0 ) + $taken;
				$pieces      -= $taken;
			}
		}
		return array_filter( $items );
	}

	/**
	 * Return the ids of the items with an article number.
	 *
	 * @param WC_Order  $order The order.
	 * @param string    $sku   The number.
	 * @param list<int> $ids   The items that can be sent.
	 * @return list<int>
	 */
	private static function items( $order, string $sku, array $ids ): array {
		$same = array();
		foreach ( $order->get_items() as $id => $item ) {
			$product = $item->get_product();
			if ( in_array( $id, $ids, true ) && $product && 0 === strcasecmp( trim( (string) $product->get_sku() ), trim( $sku ) ) ) {
				$same[] = $id;
			}
		}
		return $same;
	}
}
