<?php
/**
 * Shows customers their own deliveries in their account. Nobody sees another's order, and whether
 * there is such an order nobody learns either.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * The account's tab: the last orders, or one.
 */
final class Framme_Account {

	const ENDPOINT = 'framme-deliveries';
	const MOST     = 20;

	/**
	 * Add the hooks.
	 */
	public static function listen(): void {
		if ( ! Framme_Options::is_on( 'account_tab' ) ) {
			return;
		}
		add_filter( 'woocommerce_get_query_vars', array( __CLASS__, 'add_address' ) );
		add_filter( 'woocommerce_account_menu_items', array( __CLASS__, 'add_tab' ) );
		add_filter( 'woocommerce_endpoint_' . self::ENDPOINT . '_title', array( __CLASS__, 'title' ) );
		add_action( 'woocommerce_account_' . self::ENDPOINT . '_endpoint', array( __CLASS__, 'show' ) );
	}

	/**
	 * Add our address to the account's.
	 *
	 * @param array<string, string> $addresses Those there are.
	 * @return array<string, string>
	 */
	public static function add_address( $addresses ) {
		$addresses[ self::ENDPOINT ] = self::ENDPOINT;
		return $addresses;
	}

	/**
	 * Add our tab, before the one that logs out.
	 *
	 * @param array<string, string> $tabs Those there are.
	 * @return array<string, string>
	 */
	public static function add_tab( $tabs ) {
		if ( ! Framme_Options::connected() ) {
			return $tabs;
		}
		$last = isset( $tabs['customer-logout'] ) ? array( 'customer-logout' => $tabs['customer-logout'] ) : array();
		unset( $tabs['customer-logout'] );
		return $tabs + array( self::ENDPOINT => self::title() ) + $last;
	}

	/**
	 * Return what the tab and its page are called.
	 */
	public static function title(): string {
		return __( 'Deliveries', 'framme' );
	}

	/**
	 * Return the address of the tab, or of one order in it.
	 *
	 * @param int $order_id WooCommerce's id of an order; 0: the tab.
	 */
	public static function address( int $order_id = 0 ): string {
		return wc_get_endpoint_url( self::ENDPOINT, $order_id ? (string) $order_id : '', wc_get_page_permalink( 'myaccount' ) );
	}

	/**
	 * Say whether shoppers are shown the tab at all.
	 */
	public static function is_offered(): bool {
		return Framme_Options::connected() && Framme_Options::is_on( 'account_tab' );
	}

	/**
	 * Say whether this page is the tab, of somebody who is logged in.
	 */
	public static function is_shown(): bool {
		return Framme_Options::is_on( 'account_tab' ) && is_user_logged_in() && is_wc_endpoint_url( self::ENDPOINT );
	}

	/**
	 * Print the tab.
	 *
	 * @param string $value What stands behind our address: the id of an order, or nothing.
	 */
	public static function show( $value ): void {
		$value = is_string( $value ) ? $value : '';
		Framme_Look::show();
		Framme_Look::keep_private();
		echo '<div class="framme">';
		if ( '' === $value ) {
			self::show_all();
		} else {
			self::show_one( ctype_digit( $value ) ? (int) $value : 0 );
		}
		echo '</div>';
	}

	/**
	 * Print the last orders of whoever is logged in, all asked about at once.
	 */
	private static function show_all(): void {
		if ( self::orders( 1 ) ) {
			Framme_Live::show( Framme_Live_Rest::address( 'account_tab' ), array( __CLASS__, 'show_last' ) );
		} else {
			$words = new Framme_Words();
			printf( '<p>%s</p>', esc_html( $words->say( 'no_orders' ) ) );
		}
	}

	/**
	 * Print the last orders of whoever is logged in, and return whether one of them may still change.
	 */
	public static function show_last(): bool {
		return self::show_list( self::orders( self::MOST ), 2 );
	}

	/**
	 * Print orders, newest first as they come, and return whether one of them may still change.
	 *
	 * @param WC_Order[] $orders Those of whoever is logged in.
	 * @param int        $level  Of their headings.
	 */
	public static function show_list( array $orders, int $level ): bool {
		$news = Framme_News::about_all( $orders );
		$live = false;
		self::show_age( $news );
		foreach ( $orders as $order ) {
			$told = $news->of( $order );
			$live = $news->may_change( $order ) || $live;
			if ( $told ) {
				$view = new Framme_Order_View( $told, $news->words(), $level );
				$view->with_link( $order->get_view_order_url() )->in_a_list()->show();
			} else {
				Framme_Plain_View::show_order( $order, $news->words(), $level );
			}
		}
		return $live;
	}

	/**
	 * Print one order if it belongs to whoever is logged in.
	 *
	 * @param int $order_id WooCommerce's id, as it stands in the address.
	 */
	private static function show_one( int $order_id ): void {
		$order = $order_id ? wc_get_order( $order_id ) : false;
		if ( self::is_own( $order ) ) {
			Framme_Live::show(
				Framme_Live_Rest::address( 'account_tab', $order_id ),
				static function () use ( $order ): bool {
					return self::show_delivery( $order );
				}
			);
		} else {
			printf( '<p>%s</p>', esc_html__( 'There is no such order in your account.', 'framme' ) );
		}
		printf( '<p><a href="%s">%s</a></p>', esc_url( self::address(), array( 'http', 'https' ) ), esc_html__( 'All deliveries', 'framme' ) );
	}

	/**
	 * Print how one order goes, and return whether it may still change.
	 *
	 * @param WC_Order $order One of whoever is logged in.
	 */
	public static function show_delivery( $order ): bool {
		$news = Framme_News::about( $order, true );
		$told = $news->of( $order );
		self::show_age( $news );
		if ( $told ) {
			$view = new Framme_Order_View( $told, $news->words() );
			$view->with_link( $order->get_view_order_url() )->alone()->show();
		} else {
			Framme_Plain_View::show_order( $order, $news->words() );
		}
		return $news->may_change( $order );
	}

	/**
	 * Return the last orders of whoever is logged in. Nobody logged in has none: the orders of guests
	 * belong to user 0.
	 *
	 * @param int $most How many.
	 * @return list<WC_Order>
	 */
	public static function orders( int $most ): array {
		$user = get_current_user_id();
		if ( ! $user ) {
			return array();
		}
		$orders = wc_get_orders(
			array(
				'customer_id' => $user,
				'type'        => 'shop_order',
				'status'      => array_diff( array_keys( wc_get_order_statuses() ), array( 'wc-checkout-draft' ) ),
				'limit'       => $most,
				'orderby'     => 'date',
				'order'       => 'DESC',
			)
		);
		return array_slice( array_values( array_filter( $orders, array( __CLASS__, 'is_own' ) ) ), 0, $most );
	}

	/**
	 * Say whether something is an order of whoever is logged in.
	 *
	 * @param mixed $order What may be one.
	 */
	public static function is_own( $order ): bool {
		$user = get_current_user_id();
		return $user && $order instanceof WC_Order && 'checkout-draft' !== $order->get_status() && $order->get_customer_id() === $user;
	}

	/**
	 * Print how old the news is, if it is.
	 *
	 * @param Framme_News $news What was heard.
	 */
	public static function show_age( Framme_News $news ): void {
		$age = $news->age();
		if ( '' !== $age ) {
			printf( '<p class="framme-quiet">%s</p>', esc_html( $age ) );
		}
	}
}
