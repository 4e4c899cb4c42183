<?php
/**
 * Which features of WooCommerce a plugin says it works with, and which storage of orders is used.
 *
 * @package Framme
 */

namespace Automattic\WooCommerce\Utilities;

/**
 * What plugins have declared.
 */
class FeaturesUtil {

	/** By feature and plugin. */
	public static $declared = array();

	public static function declare_compatibility( string $feature_id, string $plugin_file, bool $positive_compatibility = true ): bool {
		if ( ! doing_action( 'before_woocommerce_init' ) ) {
			_doing_it_wrong( __METHOD__, 'should be called inside the before_woocommerce_init action', '7.1.1' );
		}
		self::$declared[ $feature_id ][ plugin_basename( $plugin_file ) ] = $positive_compatibility;
		return true;
	}

	public static function feature_is_enabled( string $feature_id ): bool {
		return 'fulfillments' === $feature_id ? 'yes' === get_option( 'woocommerce_feature_fulfillments_enabled' ) : 'custom_order_tables' === $feature_id && OrderUtil::custom_orders_table_usage_is_enabled();
	}
}

/**
 * Where orders are kept.
 */
class OrderUtil {

	public static function custom_orders_table_usage_is_enabled(): bool {
		return 'hpos' === \Pretend::$storage;
	}

	public static function is_order( $order_id, $types = array( 'shop_order' ) ) {
		$order = wc_get_order( $order_id );
		return $order && in_array( $order->get_type(), (array) $types, true );
	}

	public static function get_order_type( $order_id ) {
		$order = wc_get_order( $order_id );
		return $order ? $order->get_type() : null;
	}

	public static function get_order_admin_edit_url( int $order_id ): string {
		return 'hpos' === \Pretend::$storage ? admin_url( 'admin.php?page=wc-orders&action=edit&id=' . $order_id ) : admin_url( 'post.php?action=edit&post=' . $order_id );
	}

	public static function get_order_admin_screen(): string {
		return wc_get_page_screen_id( 'shop-order' );
	}
}
