<?php
/**
 * Shows how an order goes on WooCommerce's own pages about it. WooCommerce has checked there that
 * the reader may see the order; nothing is shown twice.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * The panel on an order's page, after a purchase and where guests look their order up; and the
 * button in the list of orders.
 */
final class Framme_Panels {

	/** With these there is nothing to deliver, or not yet. */
	const NOT_DELIVERED = array( 'pending', 'failed', 'cancelled', 'refunded', 'checkout-draft', 'trash' );

	/**
	 * Ids of the orders whose panel this page has.
	 *
	 * @var array<int, true>
	 */
	private static $shown = array();

	/**
	 * Add the hooks. On most pages after a purchase both the first and the second are called.
	 */
	public static function listen(): void {
		add_action( 'woocommerce_order_details_after_order_table', array( __CLASS__, 'show' ) );
		add_action( 'woocommerce_thankyou', array( __CLASS__, 'show_by_id' ), 20 );
		add_filter( 'woocommerce_my_account_my_orders_actions', array( __CLASS__, 'add_button' ), 10, 2 );
	}

	/**
	 * Print the panel of an order, unless this page has it.
	 *
	 * @param WC_Order $order One whose reader may see it.
	 */
	public static function show( $order ): void {
		$where = self::place();
		if ( ! $order instanceof WC_Order || isset( self::$shown[ $order->get_id() ] ) || ! self::is_due( $order, $where ) ) {
			return;
		}
		self::$shown[ $order->get_id() ] = true;
		Framme_Look::show();
		Framme_Look::keep_private();
		echo '<div class="framme framme-panel">';
		Framme_Live::show(
			Framme_Live_Rest::address( $where, $order->get_id() ),
			static function () use ( $order, $where ): bool {
				return self::show_delivery( $order, $where );
			},
			Framme_Account::is_own( $order ) ? '' : Framme_Pass::make( $order, $where )
		);
		self::show_way_back( $order );
		echo '</div>';
	}

	/**
	 * Print how an order goes, and return whether it may still change; nothing for one without a panel.
	 *
	 * @param WC_Order $order One whose reader may see it.
	 * @param string   $where The place of its panel.
	 */
	public static function show_delivery( $order, string $where ): bool {
		if ( ! self::is_due( $order, $where ) ) {
			return false;
		}
		$news = Framme_News::about( $order );
		$told = $news->of( $order );
		Framme_Account::show_age( $news );
		if ( $told ) {
			$view = new Framme_Order_View( $told, $news->words() );
			$view->without_items()->show();
		} else {
			Framme_Plain_View::show_panel( $order, $news->words() );
		}
		return $news->may_change( $order );
	}

	/**
	 * Say whether whoever asks may see a panel that is told again: they are the order's customer, or
	 * WooCommerce has let them see it here.
	 *
	 * @param WC_Order $order The order.
	 * @param string   $where The place of its panel.
	 * @param string   $pass  What they were given then; may be empty.
	 */
	public static function may_be_read( $order, string $where, string $pass ): bool {
		return Framme_Account::is_own( $order ) || Framme_Pass::fits( $order, $where, $pass );
	}

	/**
	 * Print the panel of an order.
	 *
	 * @param int $order_id WooCommerce's id of an order whose reader may see it.
	 */
	public static function show_by_id( $order_id ): void {
		$order = wc_get_order( $order_id );
		if ( $order instanceof WC_Order ) {
			self::show( $order );
		}
	}

	/**
	 * Print, after a purchase, where the order can be followed later.
	 *
	 * @param WC_Order $order The order.
	 */
	private static function show_way_back( $order ): void {
		if ( ! is_order_received_page() ) {
			return;
		}
		$own     = Framme_Account::is_offered() && $order->get_customer_id() && get_current_user_id() === $order->get_customer_id();
		$address = $own ? Framme_Account::address( $order->get_id() ) : Framme_Options::tracking_url();
		if ( '' !== $address ) {
			printf(
				'<p><a class="framme-link" href="%s">%s</a></p>',
				esc_url( $address, array( 'http', 'https' ) ),
				esc_html__( 'Follow your delivery', 'framme' )
			);
		}
	}

	/**
	 * Add a button to a row of the list of orders; the order's own page has its panel instead.
	 *
	 * @param array<string, array<string, string>> $buttons Those there are.
	 * @param WC_Order                             $order   The order of the row.
	 * @return array<string, array<string, string>>
	 */
	public static function add_button( $buttons, $order ) {
		if ( ! Framme_Account::is_offered() || is_wc_endpoint_url( 'view-order' ) || ! self::may_be_delivered( $order ) ) {
			return $buttons;
		}
		$buttons['framme-track'] = array(
			'url'        => Framme_Account::address( $order->get_id() ),
			'name'       => __( 'Track', 'framme' ),
			/* translators: %s is the number of an order. */
			'aria-label' => sprintf( __( 'Track order %s', 'framme' ), $order->get_order_number() ),
		);
		return $buttons;
	}

	/**
	 * Say whether this page is about an order whose panel will be shown.
	 */
	public static function is_expected(): bool {
		foreach ( array( 'view-order', 'order-received' ) as $page ) {
			if ( is_wc_endpoint_url( $page ) ) {
				$order = wc_get_order( absint( get_query_var( $page ) ) );
				return $order instanceof WC_Order && self::is_due( $order, self::place() );
			}
		}
		return false;
	}

	/**
	 * Return the place of panels on this page, by the name of its switch.
	 */
	private static function place(): string {
		return is_order_received_page() ? 'on_thank_you' : 'on_order_page';
	}

	/**
	 * Say whether an order has a panel in a place. Without a connection, only parcels that stand on
	 * the order itself can be shown.
	 *
	 * @param WC_Order $order The order.
	 * @param string   $where The place.
	 */
	private static function is_due( $order, string $where ): bool {
		return Framme_Options::is_on( $where ) && self::may_be_delivered( $order )
			&& ( Framme_Options::connected() || Framme_Meta::parcels( $order ) );
	}

	/**
	 * Say whether there is something to follow, now or later.
	 *
	 * @param WC_Order $order The order.
	 */
	public static function may_be_delivered( $order ): bool {
		return ! in_array( $order->get_status(), self::NOT_DELIVERED, true );
	}
}
