<?php
/**
 * What no webhook of WooCommerce's own tells of.
 *
 * @package Framme
 */

final class EventsTest extends PretendTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
	}

	/** @return list<array{kind: string, order_id: int}> */
	private function told(): array {
		$told = array();
		add_action(
			'wc_framme_event',
			static function ( $event ) use ( &$told ) {
				$told[] = $event;
			}
		);
		do_action( 'shutdown' );
		return $told;
	}

	public function storages(): array {
		return array(
			'orders of their own' => array( 'hpos' ),
			'orders as posts'     => array( 'posts' ),
		);
	}

	/**
	 * @dataProvider storages
	 */
	public function test_an_order_deleted_for_good_is_told_once( string $storage ): void {
		Pretend::$storage = $storage;
		$this->order( array( 'meta' => array( '_framme_stage' => 'packed' ) ) )->delete( true );
		$this->assertSame( array( array( 'kind' => 'order_deleted', 'order_id' => 31 ) ), $this->told() );
	}

	/**
	 * @dataProvider storages
	 */
	public function test_an_order_deleted_out_of_the_bin_is_told( string $storage ): void {
		Pretend::$storage = $storage;
		$order            = $this->order();
		$order->delete();
		wc_get_order( 31 )->delete( true );
		$this->assertSame( array( 'order_deleted' ), array_column( $this->told(), 'kind' ) );
	}

	public function test_an_order_that_wordpress_deletes_by_itself_is_told(): void {
		Pretend::$storage = 'posts';
		$this->order();
		pretend_delete_order_post( 31 );
		$this->assertSame( array( array( 'kind' => 'order_deleted', 'order_id' => 31 ) ), $this->told() );
	}

	/**
	 * @dataProvider storages
	 */
	public function test_drafts_refunds_and_pages_are_not_told_of( string $storage ): void {
		Pretend::$storage = $storage;
		$this->order( array( 'status' => 'checkout-draft' ) )->delete( true );
		$this->order( array( 'status' => 'auto-draft' ) )->delete( true );
		$this->order( array( 'pretend_type' => 'shop_order_refund' ) )->delete( true );
		$page = Pretend::add_page( 'A page', '', 'a-page' );
		do_action( 'before_delete_post', $page, get_post( $page ) );
		do_action( 'deleted_post', $page, null );
		do_action( 'untrashed_post', $page, 'publish' );
		$this->assertSame( array(), $this->told() );
	}

	public function test_an_order_that_was_not_deleted_after_all_is_not_told_of(): void {
		$order = $this->order();
		Framme_Events::order_goes( 31, $order );
		$this->assertSame( array(), $this->told() );
	}

	/**
	 * @dataProvider storages
	 */
	public function test_an_order_out_of_the_bin_is_told_once( string $storage ): void {
		Pretend::$storage = $storage;
		$this->order( array( 'status' => 'trash', 'pretend_before' => 'processing' ) )->untrash();
		$this->assertSame( array( array( 'kind' => 'order_changed', 'order_id' => 31 ) ), $this->told() );
	}

	/**
	 * @dataProvider storages
	 */
	public function test_an_order_that_leaves_the_bin_by_its_status_is_told( string $storage ): void {
		Pretend::$storage = $storage;
		$order            = $this->order( array( 'status' => 'trash' ) );
		$order->set_status( 'processing' );
		$order->save();
		$this->assertSame( array( 'order_changed' ), array_column( $this->told(), 'kind' ) );
	}

	public function test_drafts_out_of_the_bin_are_not_told_of(): void {
		$this->order( array( 'status' => 'trash', 'pretend_before' => 'checkout-draft' ) )->untrash();
		$this->assertSame( array(), $this->told() );
	}

	public function test_any_other_change_of_status_is_woocommerces_to_tell(): void {
		$this->order()->update_status( 'completed' );
		$this->assertSame( array(), $this->told() );
	}

	public function test_tracking_saved_without_the_order_is_told_in_the_older_storage(): void {
		Pretend::$storage = 'posts';
		$order            = $this->order();
		$order->update_meta_data( '_wc_shipment_tracking_items', array( array( 'tracking_number' => 'JD01' ) ) );
		$order->save_meta_data();
		$order->update_meta_data( '_anything_else', 'x' );
		$order->save_meta_data();
		$this->assertSame( array( array( 'kind' => 'order_changed', 'order_id' => 31 ) ), $this->told() );
	}

	/**
	 * @dataProvider storages
	 */
	public function test_tracking_saved_with_the_order_is_woocommerces_to_tell( string $storage ): void {
		Pretend::$storage = $storage;
		Framme_Parcels::add( $this->order(), array( 'number' => 'AB1234' ) );
		$this->assertSame( array(), $this->told() );
	}

	public function test_an_order_that_came_back_and_was_deleted_is_deleted(): void {
		$order = $this->order( array( 'status' => 'trash', 'pretend_before' => 'processing' ) );
		$order->untrash();
		$order->delete( true );
		$this->assertSame( array( 'order_deleted' ), array_column( $this->told(), 'kind' ) );
	}

	public function test_nothing_is_told_twice(): void {
		$this->order()->delete( true );
		$this->assertCount( 1, $this->told() );
		$this->assertCount( 0, $this->told() );
	}

	public function test_nothing_is_told_without_a_connection(): void {
		Framme_Options::disconnect();
		$this->order()->delete( true );
		$this->assertSame( array(), $this->told() );
	}
}
