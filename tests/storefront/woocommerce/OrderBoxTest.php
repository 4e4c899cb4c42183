<?php
/**
 * The box on the screen of an order: what it shows, what it takes, whom it refuses.
 *
 * @package Framme
 */

final class OrderBoxTest extends PretendTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->log_in( 1 );
	}

	private function ajax( string $action, int $order, array $more = array() ): Pretend_End {
		$form = array(
			'action' => $action,
			'order'  => (string) $order,
			'nonce'  => wp_create_nonce( 'framme_order_' . $order ),
		);
		return $this->submit( 'admin-ajax.php', $more + $form );
	}

	/**
	 * @dataProvider storages
	 */
	public function test_the_box_is_on_the_screen_of_an_order( string $storage ): void {
		Pretend::$storage = $storage;
		$html             = $this->order_screen( $this->order() );
		$this->assertStringContainsString( 'Framme: parcels and stage', $html );
		$this->assertStringContainsString( 'data-framme-order="31"', $html );
		$this->assertTrue( wp_script_is( 'framme-admin', 'enqueued' ) );
		$this->assertTrue( wp_style_is( 'framme-admin-orders', 'enqueued' ) );
	}

	public function storages(): array {
		return array(
			'orders of their own' => array( 'hpos' ),
			'orders as posts'     => array( 'posts' ),
		);
	}

	public function test_the_form_suggests_what_is_left_and_sends_nothing_with_the_order(): void {
		$order = $this->order();
		Framme_Parcels::add( $order, array( 'number' => 'AB1234', 'items' => array( 311 => 1 ) ) );
		$html = $this->order_screen( wc_get_order( 31 ) );
		$this->assertMatchesRegularExpression( '/data-framme-item="311" value="1" min="0" max="1"/', $html );
		$this->assertStringContainsString( '1 of 2 left', $html );
		preg_match_all( '/<input[^>]*data-framme-(?:field|item)[^>]*>/', $html, $fields );
		$this->assertCount( 6, $fields[0] );
		foreach ( $fields[0] as $field ) {
			$this->assertStringContainsString( 'form="framme-no-form"', $field );
			$this->assertStringNotContainsString( ' name=', $field );
		}
	}

	public function test_every_field_has_a_label_and_a_place_for_its_error(): void {
		$html = $this->order_screen( $this->order() );
		preg_match_all( '/<input type="number" id="([^"]+)"|<input id="(framme-[^"]+)"/', $html, $found, PREG_SET_ORDER );
		$this->assertCount( 6, $found );
		foreach ( $found as $one ) {
			$this->assertStringContainsString( '<label for="' . ( $one[2] ?? $one[1] ) . '">', $html );
		}
		preg_match_all( '/(framme-error-[a-z_0-9]+)[ "]/', $html, $described );
		foreach ( $described[1] as $id ) {
			$this->assertStringContainsString( 'id="' . $id . '"', $html );
		}
	}

	public function test_what_stands_on_an_order_cannot_become_markup(): void {
		$evil  = '"><script>alert(1)</script>';
		$order = $this->order(
			array(
				'line_items' => array( PretendShop::line( 311, $evil . '&lt;b&gt;', 1 ) ),
				'meta'       => array(
					'_framme_parcels'             => array(
						array( 'id' => $evil, 'carrier' => $evil, 'number' => $evil, 'url' => 'javascript:alert(1)', 'shipped_at' => 1790000000, 'items' => array( array( 'item_id' => 311, 'qty' => 1 ), array( 'item_id' => 5, 'qty' => 1 ) ) ),
					),
					'_wc_shipment_tracking_items' => array( array( 'tracking_number' => $evil, 'custom_tracking_provider' => $evil, 'custom_tracking_link' => 'javascript:alert(2)' ) ),
				),
			)
		);
		$html  = $this->order_screen( $order );
		$this->assertStringNotContainsString( '<script>alert', $html );
		$this->assertStringNotContainsString( 'javascript:', $html );
		$this->assertStringContainsString( 'an item that is no longer there', $html );
	}

	public function test_what_other_plugins_have_noted_is_shown_and_cannot_be_removed(): void {
		$order = $this->order( array( 'meta' => array( '_wc_shipment_tracking_items' => array( array( 'tracking_number' => 'jd 01', 'tracking_provider' => 'dhl', 'custom_tracking_link' => 'https://example.com/%number%' ) ) ) ) );
		$html  = $this->order_screen( $order );
		$this->assertStringContainsString( 'Already known from elsewhere', $html );
		$this->assertStringContainsString( 'href="https://example.com/JD01"', $html );
		$this->assertStringNotContainsString( 'data-framme-remove', $html );
	}

	public function test_woocommerces_own_fulfilments_are_shown(): void {
		update_option( 'woocommerce_feature_fulfillments_enabled', 'yes' );
		$meta = array( array( 'id' => 1, 'key' => '_tracking_number', 'value' => '1Z99' ), array( 'id' => 2, 'key' => '_shipment_provider', 'value' => 'ups' ) );
		$html = $this->order_screen( $this->order( array( 'pretend_fulfillments' => array( array( 'id' => 1, 'meta_data' => $meta ) ) ) ) );
		$this->assertStringContainsString( 'from WooCommerce fulfilments', $html );
		$this->assertStringContainsString( '1Z99', $html );
	}

	public function test_a_fulfilment_that_is_only_drafted_counts_for_nothing(): void {
		update_option( 'woocommerce_feature_fulfillments_enabled', 'yes' );
		$meta  = array( array( 'id' => 1, 'key' => '_items', 'value' => array( array( 'item_id' => 311, 'qty' => 2 ) ) ) );
		$order = $this->order( array( 'pretend_fulfillments' => array( array( 'id' => 1, 'is_fulfilled' => false, 'meta_data' => $meta ) ) ) );
		$this->assertSame( array(), Framme_Elsewhere::parcels( $order ) );
		$this->assertSame( array( 311 => 2, 312 => 1 ), Framme_Contents::left( $order ) );
	}

	public function test_an_order_that_is_not_saved_yet_has_no_form(): void {
		$html = $this->order_screen( $this->order( array( 'status' => 'auto-draft' ) ) );
		$this->assertStringContainsString( 'when the order has been saved', $html );
		$this->assertStringNotContainsString( 'data-framme-add', $html );
	}

	public function test_a_parcel_is_added_and_the_new_parts_come_back(): void {
		$this->order();
		$sent = $this->ajax( 'framme_add_parcel', 31, array( 'number' => 'ab 1234', 'carrier' => "D'Arc", 'url' => 'https://example.com/?a=%20b', 'shipped_at' => '2026-11-20', 'items' => array( '311' => '2', '312' => '0' ) ) );
		$this->assertSame( 200, $sent->status );
		$this->assertTrue( $sent->data['success'] );
		$this->assertSame( 'The parcel AB1234 has been added.', $sent->data['data']['said'] );
		$this->assertSame( array( 'stage', 'parcels', 'elsewhere', 'form' ), array_keys( $sent->data['data']['parts'] ) );
		$this->assertStringContainsString( 'AB1234', $sent->data['data']['parts']['parcels'] );
		$kept = Framme_Parcels::of( wc_get_order( 31 ) )[0];
		$this->assertSame( array( "D'Arc", 'https://example.com/?a=%20b' ), array( $kept['carrier'], $kept['url'] ) );
		$this->assertSame( array( array( 'item_id' => 311, 'qty' => 2 ) ), $kept['items'] );
	}

	public function test_errors_come_back_by_field(): void {
		$this->order();
		$sent = $this->ajax( 'framme_add_parcel', 31, array( 'number' => '', 'url' => 'javascript:alert(1)', 'items' => array( '311' => '7' ) ) );
		$this->assertFalse( $sent->data['success'] );
		$this->assertSame( array( 'number', 'url', 'item_311' ), array_keys( $sent->data['data']['errors'] ) );
		$this->assertSame( array(), Framme_Parcels::of( wc_get_order( 31 ) ) );
	}

	public function test_hostile_shapes_are_no_error_of_ours(): void {
		$this->order();
		$sent = $this->ajax( 'framme_add_parcel', 31, array( 'number' => array( 'x' ), 'carrier' => array( array() ), 'url' => array(), 'items' => 'x' ) );
		$this->assertFalse( $sent->data['success'] );
		$sent = $this->ajax( 'framme_add_parcel', 31, array( 'number' => 'AB1234', 'items' => array( '311' => array( 'a' => 'b' ) ) ) );
		$this->assertArrayHasKey( 'item_311', $sent->data['data']['errors'] );
	}

	public function test_a_parcel_is_removed(): void {
		$parcel = Framme_Parcels::add( $this->order(), array( 'number' => 'AB1234' ) );
		$sent   = $this->ajax( 'framme_remove_parcel', 31, array( 'parcel' => $parcel['id'] ) );
		$this->assertSame( 'The parcel has been removed.', $sent->data['data']['said'] );
		$this->assertSame( array(), Framme_Parcels::of( wc_get_order( 31 ) ) );
		$sent = $this->ajax( 'framme_remove_parcel', 31, array( 'parcel' => $parcel['id'] ) );
		$this->assertSame( 'The parcel was not there any more.', $sent->data['data']['said'] );
	}

	public function test_the_stage_is_set_shown_and_taken_away(): void {
		$this->order();
		$sent = $this->ajax( 'framme_set_stage', 31, array( 'stage' => 'packed' ) );
		$this->assertStringContainsString( 'data-framme-stage="packed" aria-pressed="true"', $sent->data['data']['parts']['stage'] );
		$this->assertSame( 'packed', Framme_Stages::of( wc_get_order( 31 ) ) );
		$this->ajax( 'framme_set_stage', 31, array( 'stage' => '' ) );
		$this->assertSame( '', Framme_Stages::of( wc_get_order( 31 ) ) );
		$this->assertSame( 400, $this->ajax( 'framme_set_stage', 31, array( 'stage' => 'delivered' ) )->status );
	}

	/**
	 * @dataProvider actions
	 */
	public function test_nothing_is_done_without_the_nonce_of_this_order( string $action, array $more ): void {
		$this->order();
		foreach ( array( '', 'x', wp_create_nonce( 'framme_order_32' ) ) as $nonce ) {
			$sent = $this->ajax( $action, 31, array( 'nonce' => $nonce ) + $more );
			$this->assertSame( 403, $sent->status );
			$this->assertStringContainsString( 'open for too long', $sent->data['data']['errors']['order'] );
		}
		$this->assertSame( 0, did_action( 'woocommerce_update_order' ) );
	}

	/**
	 * @dataProvider actions
	 */
	public function test_nothing_is_done_for_whoever_may_not_change_orders( string $action, array $more ): void {
		$this->order();
		$this->log_in_as( 'customer' );
		$this->assertSame( 403, $this->ajax( $action, 31, $more )->status );
		$this->log_in( 0 );
		$this->assertSame( 400, $this->ajax( $action, 31, $more )->status, 'a stranger finds no such action' );
		$this->assertSame( 0, did_action( 'woocommerce_update_order' ) );
	}

	public function actions(): array {
		return array(
			array( 'framme_add_parcel', array( 'number' => 'AB1234' ) ),
			array( 'framme_remove_parcel', array( 'parcel' => 'p_1' ) ),
			array( 'framme_set_stage', array( 'stage' => 'packed' ) ),
		);
	}

	public function test_an_order_that_is_gone_is_said_to_be_gone(): void {
		$this->assertSame( 404, $this->ajax( 'framme_set_stage', 77, array( 'stage' => 'packed' ) )->status );
	}

	public function test_a_shop_manager_may_use_the_box(): void {
		$this->log_in_as( 'shop_manager' );
		$this->order();
		$this->assertSame( 200, $this->ajax( 'framme_set_stage', 31, array( 'stage' => 'packed' ) )->status );
	}
}
