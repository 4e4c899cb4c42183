<?php
/**
 * Tells an open page its deliveries again, to the very readers to whom a page would show them.
 * Whether there is an order nobody else learns.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Two routes: the last orders of whoever is logged in, and one order.
 */
final class Framme_Live_Rest {

	const PLACE = 'framme/v1';
	const ROUTE = '/deliveries';

	/** The place of the list that a block or a shortcode shows; other places have the names of their switches. */
	const BLOCK = 'block';

	/**
	 * Hear when routes are named.
	 */
	public static function listen(): void {
		add_action( 'rest_api_init', array( __CLASS__, 'name_routes' ) );
	}

	/**
	 * Name the routes.
	 */
	public static function name_routes(): void {
		$routes = array(
			''                          => array( 'list', array( 'account_tab', self::BLOCK ) ),
			'/(?P<id>[1-9][0-9]{0,17})' => array( 'one', array( 'account_tab', 'on_order_page', 'on_thank_you' ) ),
		);
		foreach ( $routes as $path => list( $what, $places ) ) {
			register_rest_route(
				self::PLACE,
				self::ROUTE . $path,
				array(
					'methods'             => 'GET',
					'callback'            => array( __CLASS__, 'tell_' . $what ),
					'permission_callback' => array( __CLASS__, 'may_see_' . $what ),
					'args'                => self::arguments( $places ),
				)
			);
		}
	}

	/**
	 * Return where deliveries are told again, in the language that is shown now.
	 *
	 * @param string $where    The place where they are shown.
	 * @param int    $order_id WooCommerce's id of one; 0: the list.
	 */
	public static function address( string $where, int $order_id = 0 ): string {
		$query = array(
			'where'  => $where,
			'locale' => determine_locale(),
		);
		return add_query_arg( $query, rest_url( self::PLACE . self::ROUTE . ( $order_id ? "/$order_id" : '' ) ) );
	}

	/**
	 * Say whether somebody is logged in who has a list there.
	 *
	 * @param WP_REST_Request $request What is asked.
	 */
	public static function may_see_list( $request ): bool {
		Framme_Look::keep_private();
		return is_user_logged_in() && ( self::BLOCK === $request['where'] || Framme_Options::is_on( 'account_tab' ) );
	}

	/**
	 * Tell the list.
	 *
	 * @param WP_REST_Request $request What is asked.
	 */
	public static function tell_list( $request ): WP_REST_Response {
		$show = self::BLOCK === $request['where'] ? array( 'Framme_Shortcodes', 'show_last' ) : array( 'Framme_Account', 'show_last' );
		return Framme_Live::answer( $request, $show );
	}

	/**
	 * Say whether whoever asks may see the order there.
	 *
	 * @param WP_REST_Request $request What is asked.
	 */
	public static function may_see_one( $request ): bool {
		Framme_Look::keep_private();
		$order = wc_get_order( (int) $request['id'] );
		if ( 'account_tab' === $request['where'] ) {
			return Framme_Options::is_on( 'account_tab' ) && Framme_Account::is_own( $order );
		}
		return $order instanceof WC_Order && Framme_Panels::may_be_read( $order, $request['where'], (string) $request->get_header( Framme_Live::PASS ) );
	}

	/**
	 * Tell the order.
	 *
	 * @param WP_REST_Request $request What is asked.
	 */
	public static function tell_one( $request ): WP_REST_Response {
		$where = $request['where'];
		$order = wc_get_order( (int) $request['id'] );
		return Framme_Live::answer(
			$request,
			static function () use ( $order, $where ): bool {
				return 'account_tab' === $where ? Framme_Account::show_delivery( $order ) : Framme_Panels::show_delivery( $order, $where );
			}
		);
	}

	/**
	 * Return what a request says, and in which shape.
	 *
	 * @param string[] $places Where deliveries are shown.
	 * @return array<string, array<string, mixed>>
	 */
	private static function arguments( array $places ): array {
		return array(
			'where'  => array(
				'type'     => 'string',
				'required' => true,
				'enum'     => $places,
			),
			'locale' => array(
				'type'    => 'string',
				'default' => '',
				'pattern' => '^[A-Za-z0-9_@-]{0,20}$',
			),
		);
	}
}
