<?php
/**
 * The ways a request ends before its end: sent elsewhere, refused, or answered with a document. They are
 * thrown: tests catch them, and the router sends them.
 *
 * @package Framme
 */

/**
 * Whatever ends a request.
 */
abstract class Pretend_End extends RuntimeException {

	/**
	 * HTTP status.
	 *
	 * @var int
	 */
	public $status = 200;
}

/**
 * The visitor is sent elsewhere.
 */
final class Pretend_Redirect extends Pretend_End {

	/**
	 * Where to.
	 *
	 * @var string
	 */
	public $location;

	/**
	 * Take where the visitor is sent.
	 *
	 * @param string $location Where to.
	 * @param int    $status   HTTP status.
	 */
	public function __construct( string $location, int $status ) {
		parent::__construct( "redirected to $location" );
		$this->location = $location;
		$this->status   = $status;
	}
}

/**
 * WordPress has said why it goes no further.
 */
final class Pretend_Died extends Pretend_End {

	/**
	 * What the page says at its top.
	 *
	 * @var string
	 */
	public $title;

	/**
	 * Take what is said.
	 *
	 * @param string $message What is said, in HTML.
	 * @param string $title   At the page's top.
	 * @param int    $status  HTTP status.
	 */
	public function __construct( string $message, string $title, int $status ) {
		parent::__construct( $message );
		$this->title  = $title;
		$this->status = $status;
	}

	/**
	 * Let tests read the message under its name.
	 *
	 * @param string $name What is read.
	 */
	public function __get( string $name ): string {
		return 'message' === $name ? $this->getMessage() : '';
	}
}

/**
 * A document has been sent.
 */
final class Pretend_Sent extends Pretend_End {

	/**
	 * The document.
	 *
	 * @var mixed
	 */
	public $data;

	/**
	 * Take what is sent.
	 *
	 * @param mixed $data   The document.
	 * @param int   $status HTTP status.
	 */
	public function __construct( $data, int $status ) {
		parent::__construct( 'a document was sent' );
		$this->data   = $data;
		$this->status = $status;
	}
}
