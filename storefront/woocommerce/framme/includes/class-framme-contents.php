<?php
/**
 * Counts the pieces of an order: what was ordered, what has been sent, what is left. It changes
 * nothing.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Pieces by order item. Only what can be sent is counted, unless nothing of the order can.
 */
final class Framme_Contents {

	/**
	 * Return the names of the items, by their ids.
	 *
	 * @param WC_Order $order The order.
	 * @return array<int, string>
	 */
	public static function names( $order ): array {
		$names = array();
		foreach ( self::items( $order ) as $id => $item ) {
			$names[ $id ] = wp_strip_all_tags( html_entity_decode( $item->get_name(), ENT_QUOTES, 'UTF-8' ) );
		}
		return $names;
	}

	/**
	 * Return how many pieces were ordered.
	 *
	 * @param WC_Order $order The order.
	 * @return array<int, int>
	 */
	public static function ordered( $order ): array {
		$pieces = array();
		foreach ( self::items( $order ) as $id => $item ) {
			$pieces[ $id ] = (int) $item->get_quantity();
		}
		return $pieces;
	}

	/**
	 * Return how many pieces have not been sent yet. A parcel of which nobody has said what is in it
	 * holds the whole order.
	 *
	 * @param WC_Order $order The order.
	 * @return array<int, int>
	 */
	public static function left( $order ): array {
		$left = self::ordered( $order );
		foreach ( self::parcels( $order ) as $items ) {
			foreach ( $left as $id => $pieces ) {
				$left[ $id ] = $items ? max( 0, $pieces - ( $items[ $id ] ?? 0 ) ) : 0;
			}
		}
		return $left;
	}

	/**
	 * Return how many pieces are probably in the next parcel: what is left and has not been paid back.
	 *
	 * @param WC_Order        $order The order.
	 * @param array<int, int> $left  Pieces that are left.
	 * @return array<int, int>
	 */
	public static function next( $order, array $left ): array {
		$next = array();
		foreach ( $left as $id => $pieces ) {
			$next[ $id ] = max( 0, $pieces - abs( (int) $order->get_qty_refunded_for_item( $id ) ) );
		}
		return $next;
	}

	/**
	 * Return what is in each parcel, ours and those others say the items of.
	 *
	 * @param WC_Order $order The order.
	 * @return list<array<int, int>>
	 */
	private static function parcels( $order ): array {
		$parcels = array();
		foreach ( Framme_Parcels::of( $order ) as $parcel ) {
			$parcels[] = array_column( $parcel['items'], 'qty', 'item_id' );
		}
		foreach ( Framme_Elsewhere::parcels( $order ) as $parcel ) {
			if ( $parcel['items'] ) {
				$parcels[] = $parcel['items'];
			}
		}
		return $parcels;
	}

	/**
	 * Return the items of an order that can be sent, by id.
	 *
	 * @param WC_Order $order The order.
	 * @return array<int, WC_Order_Item_Product>
	 */
	private static function items( $order ): array {
		$all  = $order->get_items();
		$sent = array_filter( $all, array( __CLASS__, 'needs_sending' ) );
		return $sent ? $sent : $all;
	}

	/**
	 * Say whether an item is a thing; one whose product is no more is taken for one.
	 *
	 * @param WC_Order_Item_Product $item An item.
	 */
	private static function needs_sending( $item ): bool {
		$product = is_callable( array( $item, 'get_product' ) ) ? $item->get_product() : null;
		return ! $product || $product->needs_shipping();
	}
}
