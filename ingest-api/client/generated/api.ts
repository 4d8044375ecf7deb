/**
 * All requests and answers of the API, made of its document by `npm run generate`. Do not edit.
 */
export interface paths {
    "/v1/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send records of a store
         * @description A batch may have at most 500 records and 2097152 bytes (8388608 after decompression). Sending the same `webhook-id` again returns the same receipt and changes nothing.
         */
        post: operations["postBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve the state and settings of the connection
         * @description The signature covers an empty body.
         */
        get: operations["getConnection"];
        put?: never;
        post?: never;
        /**
         * Disconnect the store
         * @description Sent when the owner disconnects the store. The signature covers an empty body. The `webhook-id` begins with `disconnect_` and disconnects once. Ivorey keeps the store’s data, and the credentials can restore the connection: the first new `GET` that is not signed earlier than the disconnect does so. A store may disconnect while a person has paused it, but must then be connected again.
         */
        delete: operations["leaveConnection"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connection/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the credentials
         * @description Issues new credentials. The previous ones stay valid until a day after the new ones are first used. The signature covers an empty body. The `webhook-id` begins with `rotate_` and rotates once. At most two pairs are valid: the new one and the one that the store uses.
         */
        post: operations["rotateCredentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Update the settings
         * @description Changes what is imported and kept in sync. `base_version` is the version that the change is based on; if it is not the current one, the response is a conflict with the current settings.
         */
        put: operations["putSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Report the store’s status
         * @description Reports facts that only the store knows: the progress of the import, the excluded objects and the waiting changes. The report signed last counts; an older one is ignored.
         */
        put: operations["putStatus"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count and digest records by ranges of IDs
         * @description Finds differences without sending everything: if a range’s digest differs, the store requests the records of that range. Used by plugins that predate `/v1/digests`. Changes nothing.
         */
        post: operations["verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/digests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Digest records by ranges of IDs
         * @description Works like `/v1/verify`, but for one element and in a third of the bytes, with consecutive ranges and their digests as one text. If a digest differs, the store requests the records of that range. Changes nothing.
         */
        post: operations["digests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sum up record versions by ranges of IDs
         * @description Used by the hourly check of delivered records: the store’s ledger has the same versions. If the sum of a range differs, the store requests the records of that range. Changes nothing.
         */
        post: operations["versions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explain an object of the store
         * @description Returns everything that Ivorey has for one object of the store. Changes nothing.
         */
        post: operations["explain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find orders by number
         * @description Finds the store’s orders with a number, because extensions can give orders their own numbers. Changes nothing.
         */
        post: operations["find"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List triggers that fired
         * @description Returns the events of all stores of the account in the order of their arrival, each once. To continue, pass the last response’s `next` as `after`. No event ever appears before a cursor that was already returned.
         */
        get: operations["getTriggers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List erasures
         * @description Returns the last 100 erasures, newest first. Each is identified by a hash of the e-mail address: the SHA-256 of the address in lower case (see the record `erasures`).
         */
        get: operations["getErasures"];
        put?: never;
        /**
         * Erase a person
         * @description Erases everything that the account’s stores sent about the person with this e-mail address: the contact, the users and, in orders, the names, addresses, e-mail address, telephone number, notes and text entered by the buyer. The items sold, their prices and the dates stay.
         */
        post: operations["postErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connect/describe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Describe a code
         * @description Returns whose code this is and what it would do.
         */
        post: operations["describeCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connect/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange an approved code for credentials */
        post: operations["exchangeCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connect/deny": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline a code
         * @description Sent when the owner declines the connection. The code becomes invalid.
         */
        post: operations["denyCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List orders */
        get: operations["listOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{connection}/{order}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve an order
         * @description Returns all details of the order, including transactions, triggers, automation runs and e-mails.
         */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List contacts */
        get: operations["listContacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{contact}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a contact
         * @description Returns all details of the contact, including user accounts, merges and e-mails.
         */
        get: operations["getContact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List products */
        get: operations["listProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{connection}/{product}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a product
         * @description Returns all details of the product, including variants, collections and changes made in Ivorey.
         */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update a product in Ivorey
         * @description Fields that you leave out stay unchanged. WooCommerce is the source of truth: its next change to the product overwrites the changes made here.
         */
        patch: operations["patchProduct"];
        trace?: never;
    };
    "/v1/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List collections */
        get: operations["listCollections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{connection}/{collection}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a collection
         * @description List the collection’s products with `/v1/products?collection=<connection>~<id>`.
         */
        get: operations["getCollection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List payments and refunds */
        get: operations["listTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transactions/{connection}/{transaction}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve a payment or refund */
        get: operations["getTransaction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/automations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List automations
         * @description Returns the whole list in one response.
         */
        get: operations["listAutomations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/automations/{automation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve an automation
         * @description The definition says when the automation acts and what it does.
         */
        get: operations["getAutomation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/automations/{automation}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs of an automation
         * @description Each run says what the automation did, or why it did not act.
         */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/automations/{automation}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview an automation
         * @description Shows what the automation would have done with the last 50 orders. Returns the whole list in one response.
         */
        get: operations["previewAutomation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{message}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve an e-mail as it was sent */
        get: operations["getMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints
         * @description Returns the whole list in one response. Secrets are never included.
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpoint}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve a webhook endpoint */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpoint}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List deliveries to an endpoint */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpoint}/deliveries/{event}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a delivery
         * @description Includes all attempts.
         */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List connections
         * @description Returns all connections of the account in one response.
         */
        get: operations["listConnections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{connection}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a connection
         * @description Returns the state, settings, import and last comparison of the connection.
         */
        get: operations["getStoreConnection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve the figures of the Overview */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve the account
         * @description Includes the people in the account and open invitations.
         */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List changes
         * @description Each change says who changed what.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "order.submitted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order placed
         * @description An order was placed through any checkout. Sent once for each order.
         */
        post: operations["order.submitted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Payment received
         * @description An order was paid. Sent once for each order.
         */
        post: operations["payment.received"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order created
         * @description Ivorey has a new order, however it was created.
         */
        post: operations["order.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order updated
         * @description An order changed.
         */
        post: operations["order.updated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Payment recorded
         * @description Ivorey has a new payment.
         */
        post: operations["payment.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Payment corrected
         * @description A payment changed.
         */
        post: operations["payment.updated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.voided": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Payment voided
         * @description A recorded payment was not made after all.
         */
        post: operations["payment.voided"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund recorded
         * @description Ivorey has a new refund.
         */
        post: operations["refund.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund corrected
         * @description A refund changed.
         */
        post: operations["refund.updated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.voided": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund voided
         * @description A refund was deleted in WooCommerce.
         */
        post: operations["refund.voided"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "contact.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Contact created
         * @description A new person registered, or ordered as a guest.
         */
        post: operations["contact.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "contact.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Contact updated
         * @description The details of a contact changed, or a guest registered.
         */
        post: operations["contact.updated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "product.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Product created
         * @description A product was published for the first time.
         */
        post: operations["product.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "product.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Product updated
         * @description A product changed, or it left the online store.
         */
        post: operations["product.updated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "connection.activated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store connected
         * @description A store’s first signed request arrived.
         */
        post: operations["connection.activated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "connection.paused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store paused
         * @description The sync of a store is paused.
         */
        post: operations["connection.paused"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "connection.resumed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store resumed
         * @description The sync of a store has resumed.
         */
        post: operations["connection.resumed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "connection.disconnected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store disconnected
         * @description A store was disconnected, in Ivorey or in the store.
         */
        post: operations["connection.disconnected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "automation.sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Automation sent
         * @description An automation sent its e-mail or webhook.
         */
        post: operations["automation.sent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "automation.perhaps_sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Automation perhaps sent
         * @description An automation sent an e-mail, but it is unknown whether the mail server accepted it.
         */
        post: operations["automation.perhaps_sent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "automation.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Automation failed
         * @description An automation could not send its e-mail or webhook.
         */
        post: operations["automation.failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "automation.skipped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Automation skipped
         * @description An automation did nothing for an order, and gives the reason.
         */
        post: operations["automation.skipped"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "automation.held": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Automation held
         * @description An automation reached its hourly limit and waits for the owner’s decision.
         */
        post: operations["automation.held"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "automation.webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Webhook of an automation
         * @description Sent as the action of an automation.
         */
        post: operations["automation.webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook.test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test
         * @description Sent manually, to test whether an endpoint answers.
         */
        post: operations["webhook.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        Batch: {
            /** @constant */
            contract: 1;
            environment: {
                plugin: string;
                wordpress: string;
                woocommerce: string;
                php: string;
            };
            settings_version: number;
            records: ({
                /** @constant */
                element: "collections";
                id: string;
                version: number;
                data: {
                    count: number;
                    description: string;
                    image: string | null;
                    name: string;
                    parent_id: string | null;
                    slug: string;
                };
            } | {
                /** @constant */
                element: "products";
                id: string;
                version: number;
                data: {
                    attributes: {
                        name: string;
                        options: string[];
                    }[];
                    collection_ids: string[];
                    date_created: string | null;
                    date_modified: string | null;
                    date_on_sale_from: string | null;
                    date_on_sale_to: string | null;
                    description: string;
                    downloadable: boolean;
                    images: string[];
                    include_in_online_store: boolean;
                    manage_stock: boolean;
                    name: string;
                    permalink: string;
                    price: string | null;
                    regular_price: string | null;
                    sale_price: string | null;
                    short_description: string;
                    sku: string;
                    slug: string;
                    stock_quantity: string | null;
                    stock_status: string;
                    /** @enum {string} */
                    type: "simple" | "variable";
                    variants: {
                        attributes: {
                            name: string;
                            option: string;
                        }[];
                        date_on_sale_from: string | null;
                        date_on_sale_to: string | null;
                        id: string;
                        image: string | null;
                        manage_stock: boolean;
                        price: string;
                        regular_price: string | null;
                        sale_price: string | null;
                        sku: string;
                        stock_quantity: string | null;
                        stock_status: string;
                    }[];
                    virtual: boolean;
                } | {
                    /** @constant */
                    include_in_online_store: false;
                    /** @constant */
                    type: "offline";
                };
            } | {
                /** @constant */
                element: "contacts";
                id: string;
                version: number;
                data: {
                    billing: {
                        address_1: string;
                        address_2: string;
                        city: string;
                        company: string;
                        country: string;
                        first_name: string;
                        last_name: string;
                        phone: string;
                        postcode: string;
                        state: string;
                    };
                    date_registered: string | null;
                    display_name: string;
                    email: string;
                    first_name: string;
                    last_name: string;
                    marketing_consent?: {
                        given: boolean;
                        source: string;
                    };
                    roles: string[];
                    shipping: {
                        address_1: string;
                        address_2: string;
                        city: string;
                        company: string;
                        country: string;
                        first_name: string;
                        last_name: string;
                        phone: string;
                        postcode: string;
                        state: string;
                    };
                };
            } | {
                /** @constant */
                element: "orders";
                id: string;
                version: number;
                data: {
                    billing: {
                        address_1: string;
                        address_2: string;
                        city: string;
                        company: string;
                        country: string;
                        first_name: string;
                        last_name: string;
                        phone: string;
                        postcode: string;
                        state: string;
                    };
                    billing_email: string | null;
                    coupon_lines: {
                        code: string;
                        discount: string;
                        discount_tax: string;
                        id: string;
                    }[];
                    created_via: string;
                    currency: string;
                    customer_id: string | null;
                    customer_note: string;
                    date_completed: string | null;
                    date_created: string;
                    date_modified: string;
                    date_paid: string | null;
                    fee_lines: {
                        id: string;
                        name: string;
                        total: string;
                        total_tax: string;
                    }[];
                    line_items: {
                        attributes: {
                            name: string;
                            value: string;
                        }[];
                        id: string;
                        name: string;
                        product_id: string | null;
                        quantity: string;
                        sku: string;
                        subtotal: string;
                        subtotal_tax: string;
                        total: string;
                        total_tax: string;
                        variation_id: string | null;
                    }[];
                    marketing_consent?: {
                        given: boolean;
                        source: string;
                    };
                    number: string;
                    payment_method: string;
                    payment_method_title: string;
                    prices_include_tax: boolean;
                    shipping: {
                        address_1: string;
                        address_2: string;
                        city: string;
                        company: string;
                        country: string;
                        first_name: string;
                        last_name: string;
                        phone: string;
                        postcode: string;
                        state: string;
                    };
                    shipping_lines: {
                        id: string;
                        method_id: string;
                        method_title: string;
                        total: string;
                        total_tax: string;
                    }[];
                    status: string;
                    totals: {
                        discount: string;
                        fees: string;
                        items: string;
                        refunded: string;
                        shipping: string;
                        tax: string;
                        total: string;
                    };
                    transaction_id: string;
                };
            } | {
                /** @constant */
                element: "transactions";
                id: string;
                version: number;
                data: {
                    amount: string;
                    currency: string;
                    date: string;
                    order_id: string;
                    payment_method: string;
                    payment_method_title: string;
                    reason: string;
                    transaction_id: string;
                    /** @enum {string} */
                    type: "payment" | "refund";
                    voided: boolean;
                } | {
                    order_id: string;
                    /** @constant */
                    type: "voided";
                };
            } | {
                /** @constant */
                element: "erasures";
                id: string;
                version: number;
                data: {
                    requested_at: string;
                    /** @enum {string} */
                    scope: "person" | "user";
                    user_id: string | null;
                };
            } | {
                /** @constant */
                element: "triggers";
                id: string;
                version: number;
                data: {
                    occurred_at: string;
                    order_id: string;
                    order_key_hash?: string;
                    /** @enum {string} */
                    type: "order_submitted" | "payment_received";
                };
            })[];
        };
        Receipt: {
            id: string;
            received_at: string;
            settings_version: number;
            outcomes: ({
                element: string | null;
                id: string | null;
                /** @constant */
                outcome: "applied";
            } | {
                element: string | null;
                id: string | null;
                /** @constant */
                outcome: "stale";
            } | {
                element: string | null;
                id: string | null;
                /** @constant */
                outcome: "excluded";
                /** @enum {string} */
                reason: "element_off" | "role" | "no_email" | "draft" | "deleted" | "erased" | "no_money_moved" | "before_connection" | "product_type" | "no_price" | "no_variants" | "variant_no_price" | "unpublished" | "password_protected" | "do_not_send" | "unused";
            } | {
                element: string | null;
                id: string | null;
                /** @constant */
                outcome: "rejected";
                errors: {
                    path: string;
                    message: string;
                }[];
            })[];
        };
        Connection: {
            id: string;
            /** @enum {string} */
            state: "pending" | "active" | "paused" | "disconnected";
            account: {
                id: string;
                name: string;
            };
            store_url: string;
            /** Format: uri */
            console_url?: string;
            server_time: string;
            epoch?: string;
            optional_fields?: string[];
            settings: {
                version: number;
                import: {
                    enabled: boolean;
                    contacts: boolean;
                    orders: boolean;
                    transactions: boolean;
                    products: boolean;
                    collections: boolean;
                };
                sync: {
                    enabled: boolean;
                    contacts: boolean;
                    orders: boolean;
                    transactions: boolean;
                    products: boolean;
                    collections: boolean;
                    payment_received_triggers: boolean;
                };
            };
            requests: {
                import: {
                    id: string;
                    /** @enum {string} */
                    action: "start" | "cancel";
                } | null;
            };
        };
        Rotated: {
            credentials: {
                /** Format: uri */
                api_url: string;
                connection: string;
                token: string;
                /** Format: starts_with */
                secret: string;
            };
        };
        SettingsUpdate: {
            import: {
                enabled: boolean;
                contacts: boolean;
                orders: boolean;
                transactions: boolean;
                products: boolean;
                collections: boolean;
            };
            sync: {
                enabled: boolean;
                contacts: boolean;
                orders: boolean;
                transactions: boolean;
                products: boolean;
                collections: boolean;
                payment_received_triggers: boolean;
            };
            base_version: number;
        };
        Settings: {
            version: number;
            import: {
                enabled: boolean;
                contacts: boolean;
                orders: boolean;
                transactions: boolean;
                products: boolean;
                collections: boolean;
            };
            sync: {
                enabled: boolean;
                contacts: boolean;
                orders: boolean;
                transactions: boolean;
                products: boolean;
                collections: boolean;
                payment_received_triggers: boolean;
            };
        };
        Status: {
            import: {
                id: string;
                /** @enum {string} */
                state: "waiting" | "running" | "done" | "cancelled" | "failed";
                started_at: string;
                finished_at: string | null;
                elements: {
                    [key: string]: {
                        /** @enum {string} */
                        state: "waiting" | "running" | "done" | "cancelled" | "failed";
                        total: number;
                        done: number;
                        excluded: {
                            [key: string]: number;
                        };
                        rejected: number;
                        rate: number | null;
                        seconds_left: number | null;
                    };
                };
            } | null;
            handled_request: string | null;
            exclusions: {
                /** @enum {string} */
                element: "collections" | "products" | "contacts" | "orders" | "transactions" | "triggers";
                /** @enum {string} */
                reason: "element_off" | "role" | "no_email" | "draft" | "deleted" | "erased" | "no_money_moved" | "before_connection" | "product_type" | "no_price" | "no_variants" | "variant_no_price" | "unpublished" | "password_protected" | "do_not_send" | "unused";
                number: number;
            }[];
            waiting: number;
            quarantined: number;
            verified: {
                finished_at: string;
                agrees: boolean;
                compared: number;
                alike: number;
            } | null;
            customer_emails?: {
                on_hold_order: boolean;
                processing_order: boolean;
                completed_order: boolean;
            };
            view_order_url?: string | null;
        };
        VerifyRequest: {
            ranges: {
                /** @enum {string} */
                element: "collections" | "products" | "contacts" | "orders" | "transactions";
                from: string;
                to: string | null;
                list: boolean;
            }[];
        };
        VerifyAnswer: {
            server_time: string;
            ranges: {
                count: number;
                digest: string;
                records: {
                    id: string;
                    digest: string;
                    version: number;
                }[] | null;
                next: string | null;
            }[];
        };
        DigestsRequest: {
            /** @enum {string} */
            element: "collections" | "products" | "contacts" | "orders" | "transactions";
            list: boolean;
            parts: {
                from: string;
                to: (string | null)[];
            }[];
        };
        DigestsAnswer: {
            server_time: string;
            /** Format: base64 */
            sums: string;
            records: [
                string,
                string,
                number
            ][];
            next: string | null;
        };
        VersionsRequest: {
            /** @enum {string} */
            element: "collections" | "products" | "contacts" | "orders" | "transactions";
            list: boolean;
            parts: {
                after: string | null;
                until: (string | null)[];
            }[];
        };
        VersionsAnswer: {
            server_time: string;
            sums: [
                number,
                string
            ][];
            records: [
                string,
                number,
                string
            ][];
            more: boolean;
        };
        ExplainRequest: {
            /** @enum {string} */
            element: "collections" | "products" | "contacts" | "orders" | "transactions";
            id: string;
        };
        ExplainAnswer: {
            server_time: string;
            records: {
                id: string;
                digest: string;
                version: number;
                /** @enum {string} */
                element: "collections" | "products" | "contacts" | "orders" | "transactions" | "triggers";
                received_at: string;
            }[];
            exclusions: {
                /** @enum {string} */
                element: "collections" | "products" | "contacts" | "orders" | "transactions" | "triggers";
                id: string;
                /** @enum {string} */
                reason: "element_off" | "role" | "no_email" | "draft" | "deleted" | "erased" | "no_money_moved" | "before_connection" | "product_type" | "no_price" | "no_variants" | "variant_no_price" | "unpublished" | "password_protected" | "do_not_send" | "unused";
                excluded_at: string;
            }[];
            contact: {
                id: string;
                /** @enum {string} */
                kind: "guest" | "customer";
            } | null;
            triggers: {
                id: string;
                /** @enum {string} */
                type: "order_submitted" | "payment_received";
                occurred_at: string;
                received_at: string;
            }[];
        };
        FindRequest: {
            /** @constant */
            element: "orders";
            number: string;
        };
        FindAnswer: {
            server_time: string;
            ids: string[];
        };
        TriggerFeed: {
            triggers: {
                id: string;
                cursor: string;
                connection: string;
                store_url: string;
                /** @enum {string} */
                type: "order_submitted" | "payment_received";
                order_id: string;
                occurred_at: string;
                order: {
                    number: string;
                    /** @enum {string} */
                    status: "Pending" | "Completed" | "Cancelled";
                    woocommerce_status: string;
                    subtype: string;
                    currency: string;
                    total: string;
                    total_refunded: string;
                    date_created: string;
                    date_paid: string | null;
                    payment_method: string;
                    payment_method_title: string;
                    billing_email: string | null;
                    contact_id: string | null;
                } | null;
            }[];
            next: string;
        };
        Erasures: {
            erasures: {
                erased_at: string;
                counts: {
                    contacts: number;
                    users: number;
                    orders: number;
                };
                email_hash: string;
                /** @enum {string} */
                scope: "person" | "user";
                /** @enum {string} */
                requested_by: "store" | "console" | "api" | "cli";
                store_url: string | null;
            }[];
        };
        ErasureRequest: {
            email: string;
        };
        Erased: {
            erased_at: string;
            counts: {
                contacts: number;
                users: number;
                orders: number;
            };
        };
        DescribeCode: {
            code: string;
            /** Format: uri */
            store_url: string;
            code_verifier?: string;
        };
        CodeDescription: {
            account: {
                id: string;
                name: string;
            };
            api_host: string;
            settings: {
                version: number;
                import: {
                    enabled: boolean;
                    contacts: boolean;
                    orders: boolean;
                    transactions: boolean;
                    products: boolean;
                    collections: boolean;
                };
                sync: {
                    enabled: boolean;
                    contacts: boolean;
                    orders: boolean;
                    transactions: boolean;
                    products: boolean;
                    collections: boolean;
                    payment_received_triggers: boolean;
                };
            };
            expires_at: string;
        };
        ExchangeCode: {
            code: string;
            /** Format: uri */
            store_url: string;
            code_verifier?: string;
            /** @constant */
            grant_type: "authorization_code";
            install_id: string;
            confirmation?: string;
            moved_from?: {
                connection: string;
                token: string;
            };
        };
        ExchangedCode: {
            credentials: {
                /** Format: uri */
                api_url: string;
                connection: string;
                token: string;
                /** Format: starts_with */
                secret: string;
            };
            /** Format: uri */
            return_url: string;
        };
        DenyCode: {
            code: string;
        };
        OrderList: {
            data: {
                /** @description The WooCommerce ID. */
                id: string;
                /** @description The store’s connection: `<account id>.<connection id>`. */
                connection: string;
                store_url: string | null;
                /** @description The order number that people see. */
                number: string;
                subtype: string;
                /** @enum {string} */
                status: "Pending" | "Completed" | "Cancelled";
                woocommerce_status: string;
                /** @description Whether the order is in the store’s trash or was deleted there. */
                is_trashed: boolean;
                date_created: string;
                total: string;
                currency: string;
                /** @description The contact’s ID; null if the order names nobody. */
                contact_id: string | null;
                billing_name: string;
                billing_email: string | null;
            }[];
            /** @description The `cursor` of the next page; null on the last page. */
            next_cursor: string | null;
            /** @description The `cursor` of the previous page; null on the first page. */
            previous_cursor: string | null;
        };
        Order: {
            /** @description The store’s connection: `<account id>.<connection id>`. */
            connection: string;
            store_url: string;
            id: string;
            contact_id: string | null;
            /** @enum {string} */
            status: "Pending" | "Completed" | "Cancelled";
            woocommerce_status: string;
            subtype: string;
            billing: {
                address_1: string;
                address_2: string;
                city: string;
                company: string;
                country: string;
                first_name: string;
                last_name: string;
                phone: string;
                postcode: string;
                state: string;
            };
            billing_email: string | null;
            coupon_lines: {
                code: string;
                discount: string;
                discount_tax: string;
                id: string;
            }[];
            created_via: string;
            currency: string;
            customer_id: string | null;
            customer_note: string;
            date_completed: string | null;
            date_created: string;
            date_modified: string;
            date_paid: string | null;
            fee_lines: {
                id: string;
                name: string;
                total: string;
                total_tax: string;
            }[];
            marketing_consent?: {
                given: boolean;
                source: string;
            };
            number: string;
            payment_method: string;
            payment_method_title: string;
            prices_include_tax: boolean;
            shipping: {
                address_1: string;
                address_2: string;
                city: string;
                company: string;
                country: string;
                first_name: string;
                last_name: string;
                phone: string;
                postcode: string;
                state: string;
            };
            shipping_lines: {
                id: string;
                method_id: string;
                method_title: string;
                total: string;
                total_tax: string;
            }[];
            totals: {
                discount: string;
                fees: string;
                items: string;
                refunded: string;
                shipping: string;
                tax: string;
                total: string;
            };
            transaction_id: string;
            line_items: {
                attributes: {
                    name: string;
                    value: string;
                }[];
                id: string;
                name: string;
                product_id: string | null;
                quantity: string;
                sku: string;
                subtotal: string;
                subtotal_tax: string;
                total: string;
                total_tax: string;
                variation_id: string | null;
                /** @description The current image of the variant or, if it has none, of the product. */
                image: string | null;
            }[];
            /** @description Whether the order is in the store’s trash or was deleted there. */
            is_trashed: boolean;
            received_at: string;
            /** @description When Ivorey received the last change. */
            updated_at: string;
            /** @description When the buyer’s personal data was erased. */
            erased_at: string | null;
            /** @description The contact; null if the order names nobody. */
            contact: {
                id: string;
                /** @enum {string} */
                kind: "guest" | "customer";
                name: string;
                email: string;
                order_count: number;
            } | null;
            transactions: {
                id: string;
                /** @enum {string} */
                type: "payment" | "refund";
                amount: string;
                currency: string;
                date: string;
                method: string;
                gateway_transaction_id: string;
                reason: string;
                voided: boolean;
            }[];
            triggers: {
                /** @enum {string} */
                type: "order_submitted" | "payment_received";
                occurred_at: string;
                received_at: string;
            }[];
            /** @description The runs of automations for this order, with the reason if an automation did not act. */
            automation_runs: {
                /** @description The store’s connection: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                automation_id: string;
                order_id: string;
                /** @description The order’s number; null if Ivorey does not have the order. */
                order_number: string | null;
                /** @enum {string} */
                trigger: "order_submitted" | "payment_received";
                /** @enum {string} */
                state: "waiting" | "acting" | "held" | "sent" | "failed" | "unknown" | "skipped";
                /** @description A slug for why the automation did not act, or has not acted yet; or the mail server’s response. */
                reason: string | null;
                reason_text: string | null;
                /** @description The version of the automation. */
                version: number;
                attempts: number;
                /** @description When the order was placed or paid. */
                occurred_at: string;
                due_at: string;
                settled_at: string | null;
                /** @description The e-mail that the run sent. */
                message: {
                    id: string;
                    recipient: string;
                    reply: string | null;
                } | null;
            }[];
            messages: {
                id: string;
                automation_id: string | null;
                /** @description The e-mail address; empty if it was erased. */
                recipient: string;
                subject: string;
                /**
                 * @description `unknown` means that the e-mail may have been sent.
                 * @enum {string}
                 */
                state: "waiting" | "sending" | "sent" | "failed" | "unknown";
                /** @description The mail server’s response. */
                reply: string | null;
                created_at: string;
                settled_at: string | null;
                is_erased: boolean;
            }[];
        };
        ContactList: {
            data: {
                id: string;
                /**
                 * @description A customer is a user of a store; a guest has only ordered.
                 * @enum {string}
                 */
                kind: "guest" | "customer";
                /** @description The name; empty if unknown. */
                name: string;
                email: string;
                created_at: string;
                /** @description The number of orders. List them with `/v1/orders?contact=<id>`. */
                order_count: number;
                /** @description Whether the contact agreed to marketing e-mails, according to its newest choice in a store. Automations send marketing only to contacts with the state `given`. */
                marketing_consent: {
                    /** @enum {string} */
                    state: "given" | "refused" | "unknown";
                    /** @description When the buyer chose; null if unknown. */
                    at: string | null;
                    /** @description How the store knows: `checkout_field`, `mailchimp`, `mailpoet`, `klaviyo`, `wp_consent_api`, `filter`, or another. Null if unknown. */
                    source: string | null;
                };
            }[];
            /** @description The `cursor` of the next page; null on the last page. */
            next_cursor: string | null;
            /** @description The `cursor` of the previous page; null on the first page. */
            previous_cursor: string | null;
        };
        Contact: {
            id: string;
            /**
             * @description A customer is a user of a store; a guest has only ordered.
             * @enum {string}
             */
            kind: "guest" | "customer";
            /** @description The name; empty if unknown. */
            name: string;
            email: string;
            created_at: string;
            /** @description The number of orders. List them with `/v1/orders?contact=<id>`. */
            order_count: number;
            /** @description Whether the contact agreed to marketing e-mails, according to its newest choice in a store. Automations send marketing only to contacts with the state `given`. */
            marketing_consent: {
                /** @enum {string} */
                state: "given" | "refused" | "unknown";
                /** @description When the buyer chose; null if unknown. */
                at: string | null;
                /** @description How the store knows: `checkout_field`, `mailchimp`, `mailpoet`, `klaviyo`, `wp_consent_api`, `filter`, or another. Null if unknown. */
                source: string | null;
            };
            company: string;
            phone: string;
            date_registered: string | null;
            /** @description The contact’s user accounts in stores. */
            users: {
                /** @description The store’s connection: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                user_id: string;
            }[];
            /** @description The amounts paid less refunds, by currency. */
            spent: {
                amount: string;
                currency: string;
                orders: number;
            }[];
            /** @description The last contacts merged into this one, including the change from guest to customer. */
            merges: {
                /** @enum {string} */
                reason: "registered" | "address_changed" | "orders_moved";
                store_url: string;
                merged_at: string;
            }[];
            /** @description The e-mails to the contact, newest first. */
            messages: {
                id: string;
                automation_id: string | null;
                /** @description The e-mail address; empty if it was erased. */
                recipient: string;
                subject: string;
                /**
                 * @description `unknown` means that the e-mail may have been sent.
                 * @enum {string}
                 */
                state: "waiting" | "sending" | "sent" | "failed" | "unknown";
                /** @description The mail server’s response. */
                reply: string | null;
                created_at: string;
                settled_at: string | null;
                is_erased: boolean;
            }[];
        };
        ProductList: {
            data: {
                /** @description The WooCommerce ID. */
                id: string;
                /** @description The store’s connection: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                name: string;
                sku: string;
                /** @enum {string} */
                type: "simple" | "variable";
                price: string | null;
                /** @description The currency of the store’s last order; null if the store has no orders yet. */
                currency: string | null;
                include_in_online_store: boolean;
                stock_status: string;
                image: string | null;
                /** @description Whether the product has changes made in Ivorey that differ from WooCommerce. */
                is_edited: boolean;
                updated_at: string;
            }[];
            /** @description The `cursor` of the next page; null on the last page. */
            next_cursor: string | null;
            /** @description The `cursor` of the previous page; null on the first page. */
            previous_cursor: string | null;
        };
        Product: {
            /** @description The WooCommerce ID. */
            id: string;
            /** @description The store’s connection: `<account id>.<connection id>`. */
            connection: string;
            store_url: string;
            attributes: {
                name: string;
                options: string[];
            }[];
            collection_ids: string[];
            date_created: string | null;
            date_modified: string | null;
            date_on_sale_from: string | null;
            date_on_sale_to: string | null;
            description: string;
            downloadable: boolean;
            images: string[];
            include_in_online_store: boolean;
            manage_stock: boolean;
            name: string;
            permalink: string;
            price: string | null;
            regular_price: string | null;
            sale_price: string | null;
            short_description: string;
            sku: string;
            slug: string;
            stock_quantity: string | null;
            stock_status: string;
            /** @enum {string} */
            type: "simple" | "variable";
            variants: {
                attributes: {
                    name: string;
                    option: string;
                }[];
                date_on_sale_from: string | null;
                date_on_sale_to: string | null;
                id: string;
                image: string | null;
                manage_stock: boolean;
                price: string;
                regular_price: string | null;
                sale_price: string | null;
                sku: string;
                stock_quantity: string | null;
                stock_status: string;
                /** @description Whether the variant is available; false once it is removed or has no price in WooCommerce. */
                is_available: boolean;
            }[];
            virtual: boolean;
            /** @description The currency of the store’s last order; null if the store has no orders yet. */
            currency: string | null;
            collections: {
                id: string;
                /** @description The collection’s name; null if Ivorey does not have the collection. */
                name: string | null;
            }[];
            /** @description WooCommerce’s values of the fields that can be changed in Ivorey. */
            woocommerce: {
                name: string;
                /** @description HTML. */
                description: string;
                price: string | null;
                include_in_online_store: boolean;
            };
            /** @description Changes made in Ivorey that differ from WooCommerce. */
            edits: {
                name?: string;
                /** @description HTML. */
                description?: string;
                price?: string | null;
                include_in_online_store?: boolean;
                /** @description The person or API token that made the changes. */
                by: string;
                at: string;
            } | null;
            /** @description Changes made in Ivorey that a change in WooCommerce has overwritten. */
            overwritten: {
                name?: string;
                /** @description HTML. */
                description?: string;
                price?: string | null;
                include_in_online_store?: boolean;
                /** @description The person or API token that made the changes. */
                by: string;
                at: string;
                overwritten_at: string;
            } | null;
            /** @description The number of orders with this product; 10,001 means more than 10,000. */
            order_count: number;
            received_at: string;
            updated_at: string;
        };
        ProductPatch: {
            name?: string;
            /** @description HTML. */
            description?: string;
            /** @description The price in the store’s currency. A product in the online store needs a price above zero. */
            price?: string | null;
            include_in_online_store?: boolean;
        };
        CollectionList: {
            data: {
                /** @description The WooCommerce ID. */
                id: string;
                /** @description The store’s connection: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                name: string;
                slug: string;
                /** @description The number of products in the category and its subcategories, as counted by WooCommerce. */
                product_count: number;
                image: string | null;
            }[];
            /** @description The `cursor` of the next page; null on the last page. */
            next_cursor: string | null;
            /** @description The `cursor` of the previous page; null on the first page. */
            previous_cursor: string | null;
        };
        Collection: {
            /** @description The WooCommerce ID. */
            id: string;
            /** @description The store’s connection: `<account id>.<connection id>`. */
            connection: string;
            store_url: string;
            name: string;
            slug: string;
            /** @description The number of products in the category and its subcategories, as counted by WooCommerce. */
            product_count: number;
            image: string | null;
            /** @description HTML. */
            description: string;
            parent: {
                id: string;
                /** @description The parent’s name; null if Ivorey does not have the parent. */
                name: string | null;
            } | null;
            children: {
                id: string;
                name: string;
            }[];
            received_at: string;
            updated_at: string;
        };
        TransactionList: {
            data: {
                id: string;
                /** @description The store’s connection: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                /** @enum {string} */
                type: "payment" | "refund";
                /** @description Above zero for both types; `type` gives the direction. */
                amount: string;
                currency: string;
                date: string;
                order_id: string;
                /** @description The order’s number; null if Ivorey does not have the order. */
                order_number: string | null;
                method: string;
                gateway_transaction_id: string;
                /** @description Whether the transaction was voided in WooCommerce: the money did not move after all. */
                voided: boolean;
            }[];
            /** @description The `cursor` of the next page; null on the last page. */
            next_cursor: string | null;
            /** @description The `cursor` of the previous page; null on the first page. */
            previous_cursor: string | null;
        };
        Transaction: {
            id: string;
            /** @description The store’s connection: `<account id>.<connection id>`. */
            connection: string;
            store_url: string;
            /** @enum {string} */
            type: "payment" | "refund";
            /** @description Above zero for both types; `type` gives the direction. */
            amount: string;
            currency: string;
            date: string;
            order_id: string;
            /** @description The order’s number; null if Ivorey does not have the order. */
            order_number: string | null;
            method: string;
            gateway_transaction_id: string;
            /** @description Whether the transaction was voided in WooCommerce: the money did not move after all. */
            voided: boolean;
            /** @description The reason for a refund. */
            reason: string;
            contact_id: string | null;
            /** @description The buyer’s name; empty if the order names nobody. */
            buyer_name: string;
            received_at: string;
            updated_at: string;
        };
        AutomationList: {
            data: {
                id: string;
                name: string;
                /** @description The key of the ready-made automation; null for any other automation. */
                ready_made: string | null;
                is_on: boolean;
                /** @description When the automation was switched on or off. */
                switched_at: string;
                /** @description The version; a new one after each change. */
                version: number;
                created_at: string;
                /** @enum {string} */
                trigger: "order_submitted" | "payment_received";
                /** @enum {string} */
                action: "email" | "webhook";
                /** @description The number of runs in the last 30 days, by state. */
                recent_runs: {
                    waiting: number;
                    acting: number;
                    held: number;
                    sent: number;
                    failed: number;
                    unknown: number;
                    skipped: number;
                };
            }[];
            /** @description The `cursor` of the next page; null on the last page. */
            next_cursor: string | null;
            /** @description The `cursor` of the previous page; null on the first page. */
            previous_cursor: string | null;
        };
        Automation: {
            id: string;
            name: string;
            /** @description The key of the ready-made automation; null for any other automation. */
            ready_made: string | null;
            is_on: boolean;
            /** @description When the automation was switched on or off. */
            switched_at: string;
            /** @description The version; a new one after each change. */
            version: number;
            created_at: string;
            /** @enum {string} */
            trigger: "order_submitted" | "payment_received";
            /** @enum {string} */
            action: "email" | "webhook";
            definition: {
                name: string;
                /** @enum {string} */
                trigger: "order_submitted" | "payment_received";
                stores: string[] | null;
                delay_minutes: number;
                conditions: {
                    statuses: string[];
                    min_total: string | null;
                    max_total: string | null;
                    currencies: string[];
                    products: string[];
                    collections: string[];
                    /** @enum {string} */
                    buyer: "any" | "new" | "returning";
                    payment_methods: string[];
                    unpaid: boolean;
                };
                action: {
                    /** @constant */
                    type: "email";
                    /** @enum {string} */
                    purpose: "transactional" | "marketing";
                    subject: string;
                    preheader: string;
                    body: string;
                } | {
                    /** @constant */
                    type: "webhook";
                    endpoint_id: string;
                };
                hourly_limit: number;
                quiet_hours: {
                    from: string;
                    to: string;
                } | null;
                latest_age_minutes: number;
            };
            /** @description The number of all runs, by state; 10,001 means more than 10,000. */
            runs: {
                waiting: number;
                acting: number;
                held: number;
                sent: number;
                failed: number;
                unknown: number;
                skipped: number;
            };
        };
        RunList: {
            data: {
                /** @description The store’s connection: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                automation_id: string;
                order_id: string;
                /** @description The order’s number; null if Ivorey does not have the order. */
                order_number: string | null;
                /** @enum {string} */
                trigger: "order_submitted" | "payment_received";
                /** @enum {string} */
                state: "waiting" | "acting" | "held" | "sent" | "failed" | "unknown" | "skipped";
                /** @description A slug for why the automation did not act, or has not acted yet; or the mail server’s response. */
                reason: string | null;
                reason_text: string | null;
                /** @description The version of the automation. */
                version: number;
                attempts: number;
                /** @description When the order was placed or paid. */
                occurred_at: string;
                due_at: string;
                settled_at: string | null;
                /** @description The e-mail that the run sent. */
                message: {
                    id: string;
                    recipient: string;
                    reply: string | null;
                } | null;
            }[];
            /** @description The `cursor` of the next page; null on the last page. */
            next_cursor: string | null;
            /** @description The `cursor` of the previous page; null on the first page. */
            previous_cursor: string | null;
        };
        AutomationPreview: {
            data: {
                /** @description The store’s connection: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                order_id: string;
                /** @description The order’s number; null if Ivorey does not have the order. */
                order_number: string | null;
                /** @description When the order was placed or paid. */
                occurred_at: string;
                would_act: boolean;
                /** @description A slug for why the automation would not act. */
                reason: string | null;
                reason_text: string | null;
            }[];
            /** @description The `cursor` of the next page; null on the last page. */
            next_cursor: string | null;
            /** @description The `cursor` of the previous page; null on the first page. */
            previous_cursor: string | null;
        };
        Message: {
            id: string;
            recipient: string;
            subject: string;
            html: string;
            text: string;
            /** @enum {string} */
            state: "waiting" | "sending" | "sent" | "failed" | "unknown";
            /** @description The mail server’s response. */
            reply: string | null;
            created_at: string;
            settled_at: string | null;
        };
        WebhookEndpointList: {
            data: {
                id: string;
                url: string;
                description: string;
                event_types: ("order.submitted" | "payment.received" | "order.created" | "order.updated" | "payment.created" | "payment.updated" | "payment.voided" | "refund.created" | "refund.updated" | "refund.voided" | "contact.created" | "contact.updated" | "product.created" | "product.updated" | "connection.activated" | "connection.paused" | "connection.resumed" | "connection.disconnected" | "automation.sent" | "automation.perhaps_sent" | "automation.failed" | "automation.skipped" | "automation.held")[];
                is_on: boolean;
                /** @description Why the endpoint is off; null while it is on. */
                off_reason: ("person" | "gone" | "failing" | "secret_lost") | null;
                state_since: string;
                created_at: string;
                /** @description The time since which every attempt has failed. */
                failing_since: string | null;
                /** @description The time of the next attempt if sending is paused. */
                retry_at: string | null;
                /** @description The time until which the previous secret also signs. */
                old_secret_until: string | null;
            }[];
            /** @description The `cursor` of the next page; null on the last page. */
            next_cursor: string | null;
            /** @description The `cursor` of the previous page; null on the first page. */
            previous_cursor: string | null;
        };
        WebhookEndpoint: {
            id: string;
            url: string;
            description: string;
            event_types: ("order.submitted" | "payment.received" | "order.created" | "order.updated" | "payment.created" | "payment.updated" | "payment.voided" | "refund.created" | "refund.updated" | "refund.voided" | "contact.created" | "contact.updated" | "product.created" | "product.updated" | "connection.activated" | "connection.paused" | "connection.resumed" | "connection.disconnected" | "automation.sent" | "automation.perhaps_sent" | "automation.failed" | "automation.skipped" | "automation.held")[];
            is_on: boolean;
            /** @description Why the endpoint is off; null while it is on. */
            off_reason: ("person" | "gone" | "failing" | "secret_lost") | null;
            state_since: string;
            created_at: string;
            /** @description The time since which every attempt has failed. */
            failing_since: string | null;
            /** @description The time of the next attempt if sending is paused. */
            retry_at: string | null;
            /** @description The time until which the previous secret also signs. */
            old_secret_until: string | null;
        };
        WebhookDeliveryList: {
            data: {
                /** @description The `webhook-id` of the event. */
                event_id: string;
                /** @enum {string} */
                type: "order.submitted" | "payment.received" | "order.created" | "order.updated" | "payment.created" | "payment.updated" | "payment.voided" | "refund.created" | "refund.updated" | "refund.voided" | "contact.created" | "contact.updated" | "product.created" | "product.updated" | "connection.activated" | "connection.paused" | "connection.resumed" | "connection.disconnected" | "automation.sent" | "automation.perhaps_sent" | "automation.failed" | "automation.skipped" | "automation.held" | "automation.webhook" | "webhook.test";
                /** @enum {string} */
                state: "waiting" | "sent" | "failed";
                /** @description Why the delivery is no longer attempted. */
                failure: ("gave_up" | "gone" | "erased") | null;
                attempts: number;
                created_at: string;
                due_at: string;
                last_attempt: {
                    started_at: string;
                    duration_ms: number;
                    /** @description The HTTP status; null if there was no response. */
                    status: number | null;
                    /** @description Why there was no response; null if there was one. */
                    error: string | null;
                    /** @description The first bytes of the response. */
                    answer: string;
                } | null;
            }[];
            /** @description The `cursor` of the next page; null on the last page. */
            next_cursor: string | null;
            /** @description The `cursor` of the previous page; null on the first page. */
            previous_cursor: string | null;
        };
        WebhookDelivery: {
            /** @description The `webhook-id` of the event. */
            event_id: string;
            /** @enum {string} */
            type: "order.submitted" | "payment.received" | "order.created" | "order.updated" | "payment.created" | "payment.updated" | "payment.voided" | "refund.created" | "refund.updated" | "refund.voided" | "contact.created" | "contact.updated" | "product.created" | "product.updated" | "connection.activated" | "connection.paused" | "connection.resumed" | "connection.disconnected" | "automation.sent" | "automation.perhaps_sent" | "automation.failed" | "automation.skipped" | "automation.held" | "automation.webhook" | "webhook.test";
            /** @enum {string} */
            state: "waiting" | "sent" | "failed";
            /** @description Why the delivery is no longer attempted. */
            failure: ("gave_up" | "gone" | "erased") | null;
            attempts: number;
            created_at: string;
            due_at: string;
            /** @description The body as it was sent; null if it was erased. */
            body: string | null;
            /** @description All attempts, newest first. */
            all_attempts: {
                started_at: string;
                duration_ms: number;
                /** @description The HTTP status; null if there was no response. */
                status: number | null;
                /** @description Why there was no response; null if there was one. */
                error: string | null;
                /** @description The first bytes of the response. */
                answer: string;
            }[];
        };
        ConnectionList: {
            data: {
                /** @description The store’s connection: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                /** @enum {string} */
                state: "pending" | "active" | "paused" | "disconnected";
                /** @description When the store last sent a request; null if never. */
                last_seen_at: string | null;
            }[];
            /** @description The `cursor` of the next page; null on the last page. */
            next_cursor: string | null;
            /** @description The `cursor` of the previous page; null on the first page. */
            previous_cursor: string | null;
        };
        StoreConnection: {
            /** @description The store’s connection: `<account id>.<connection id>`. */
            connection: string;
            store_url: string;
            /** @enum {string} */
            state: "pending" | "active" | "paused" | "disconnected";
            /** @description When the store last sent a request; null if never. */
            last_seen_at: string | null;
            state_since: string;
            /** @description The cause of a pause or disconnection: a person’s action, or evidence from the store’s requests. */
            state_cause: ("evidence" | "person") | null;
            /** @description A slug for why the connection is in this state. */
            state_reason: string | null;
            /** @description When something was requested in Ivorey that the store has not picked up yet. */
            asked_at: string | null;
            settings: {
                version: number;
                import: {
                    enabled: boolean;
                    contacts: boolean;
                    orders: boolean;
                    transactions: boolean;
                    products: boolean;
                    collections: boolean;
                };
                sync: {
                    enabled: boolean;
                    contacts: boolean;
                    orders: boolean;
                    transactions: boolean;
                    products: boolean;
                    collections: boolean;
                    payment_received_triggers: boolean;
                };
            };
            /** @description The import request that the store has not acted on yet. */
            requested: {
                id: string;
                /** @enum {string} */
                action: "start" | "cancel";
            } | null;
            /** @description The store’s last status report: its import, the excluded objects with reasons, and whether both sides agree. */
            status: {
                import: {
                    id: string;
                    /** @enum {string} */
                    state: "waiting" | "running" | "done" | "cancelled" | "failed";
                    started_at: string;
                    finished_at: string | null;
                    elements: {
                        [key: string]: {
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "cancelled" | "failed";
                            total: number;
                            done: number;
                            excluded: {
                                [key: string]: number;
                            };
                            rejected: number;
                            rate: number | null;
                            seconds_left: number | null;
                        };
                    };
                } | null;
                handled_request: string | null;
                exclusions: {
                    /** @enum {string} */
                    element: "collections" | "products" | "contacts" | "orders" | "transactions" | "triggers";
                    /** @enum {string} */
                    reason: "element_off" | "role" | "no_email" | "draft" | "deleted" | "erased" | "no_money_moved" | "before_connection" | "product_type" | "no_price" | "no_variants" | "variant_no_price" | "unpublished" | "password_protected" | "do_not_send" | "unused";
                    number: number;
                }[];
                waiting: number;
                quarantined: number;
                verified: {
                    finished_at: string;
                    agrees: boolean;
                    compared: number;
                    alike: number;
                } | null;
                customer_emails?: {
                    on_hold_order: boolean;
                    processing_order: boolean;
                    completed_order: boolean;
                };
                view_order_url?: string | null;
            } | null;
            status_reported_at: string | null;
            /** @description The number of the store’s records in Ivorey, by element. */
            counts: {
                collections: number;
                products: number;
                contacts: number;
                orders: number;
                transactions: number;
                triggers: number;
            };
            /** @description The last state changes, newest first. */
            history: {
                at: string;
                /** @enum {string} */
                to: "pending" | "active" | "paused" | "disconnected";
                reason: string;
            }[];
        };
        Overview: {
            time_zone: string;
            orders: {
                /** @description The day in the account’s time zone, like 2026-01-31. */
                day: string;
                orders: number;
            }[];
            /** @description Payments less refunds, by currency. */
            payments: {
                currency: string;
                total: string;
                days: {
                    /** @description The day in the account’s time zone, like 2026-01-31. */
                    day: string;
                    amount: string;
                }[];
            }[];
            /** @description How long orders took from checkout to Ivorey; null on days without orders. */
            latency: {
                /** @description The day in the account’s time zone, like 2026-01-31. */
                day: string;
                orders: number;
                p50_ms: number | null;
                p95_ms: number | null;
            }[];
            /** @description The number of automation runs, by state; null if there were none. */
            automations: {
                waiting: number;
                acting: number;
                held: number;
                sent: number;
                failed: number;
                unknown: number;
                skipped: number;
            } | null;
            stores: {
                /** @description The store’s connection: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                /** @description The result of the last comparison of both sides. */
                verified: {
                    finished_at: string;
                    agrees: boolean;
                    compared: number;
                    alike: number;
                } | null;
            }[];
        };
        Account: {
            id: string;
            name: string;
            time_zone: string;
            /** @description The sender name of e-mails to buyers; null if it is the account’s name. */
            sender_name: string | null;
            reply_to: string | null;
            people: {
                id: string;
                name: string | null;
                email: string;
                /** @enum {string} */
                role: "owner" | "member";
                created_at: string;
            }[];
            /** @description The invitations that have not been answered yet. */
            invitations: {
                id: string;
                email: string;
                /** @enum {string} */
                role: "owner" | "member";
                invited_by: string;
                created_at: string;
                expires_at: string;
            }[];
        };
        ChangeList: {
            data: {
                id: string;
                at: string;
                /** @description The kind of change; null if a later version of Ivorey recorded it. */
                kind: ("person_added" | "person_invited" | "person_joined" | "person_role" | "person_removed" | "invitation_sent_again" | "invitation_revoked" | "account_changed" | "sender_changed" | "store_connected" | "store_paused" | "store_resumed" | "store_disconnected" | "store_deleted" | "store_settings" | "import_started" | "import_cancelled" | "automation_created" | "automation_changed" | "automation_on" | "automation_off" | "automation_deleted" | "automation_released" | "automation_dropped" | "webhook_created" | "webhook_changed" | "webhook_on" | "webhook_off" | "webhook_secret" | "webhook_deleted" | "product_changed" | "product_removed" | "person_erased" | "token_created" | "token_revoked") | null;
                /**
                 * @description `operator` is the operator of Ivorey, using a command; `api` is a program, using a token.
                 * @enum {string}
                 */
                origin: "person" | "store" | "operator" | "api";
                person_id: string | null;
                /** @description The person’s name at that time, or the token’s name. */
                name: string | null;
                email: string | null;
                /** @description The changed object; null if it is the account itself. */
                subject: {
                    /** @enum {string} */
                    kind: "person" | "store" | "automation" | "webhook" | "product" | "token";
                    id: string;
                    /** @description The name by which people knew the subject. */
                    label: string;
                } | null;
                /** @description A few facts about the change. */
                details: {
                    [key: string]: unknown;
                };
            }[];
            /** @description The `cursor` of the next page; null on the last page. */
            next_cursor: string | null;
            /** @description The `cursor` of the previous page; null on the first page. */
            previous_cursor: string | null;
        };
        /** TriggerEvent */
        TriggerEvent: {
            connection: string;
            store_url: string;
            order_id: string;
            occurred_at: string;
            order: {
                id: string;
                contact_id: string | null;
                /** @enum {string} */
                status: "Pending" | "Completed" | "Cancelled";
                woocommerce_status: string;
                subtype: string;
                billing: {
                    address_1: string;
                    address_2: string;
                    city: string;
                    company: string;
                    country: string;
                    first_name: string;
                    last_name: string;
                    phone: string;
                    postcode: string;
                    state: string;
                };
                billing_email: string | null;
                coupon_lines: {
                    code: string;
                    discount: string;
                    discount_tax: string;
                    id: string;
                }[];
                created_via: string;
                currency: string;
                customer_id: string | null;
                customer_note: string;
                date_completed: string | null;
                date_created: string;
                date_modified: string;
                date_paid: string | null;
                fee_lines: {
                    id: string;
                    name: string;
                    total: string;
                    total_tax: string;
                }[];
                line_items: {
                    attributes: {
                        name: string;
                        value: string;
                    }[];
                    id: string;
                    name: string;
                    product_id: string | null;
                    quantity: string;
                    sku: string;
                    subtotal: string;
                    subtotal_tax: string;
                    total: string;
                    total_tax: string;
                    variation_id: string | null;
                }[];
                marketing_consent?: {
                    given: boolean;
                    source: string;
                };
                number: string;
                payment_method: string;
                payment_method_title: string;
                prices_include_tax: boolean;
                shipping: {
                    address_1: string;
                    address_2: string;
                    city: string;
                    company: string;
                    country: string;
                    first_name: string;
                    last_name: string;
                    phone: string;
                    postcode: string;
                    state: string;
                };
                shipping_lines: {
                    id: string;
                    method_id: string;
                    method_title: string;
                    total: string;
                    total_tax: string;
                }[];
                totals: {
                    discount: string;
                    fees: string;
                    items: string;
                    refunded: string;
                    shipping: string;
                    tax: string;
                    total: string;
                };
                transaction_id: string;
            } | null;
        };
        /** OrderEvent */
        OrderEvent: {
            connection: string;
            store_url: string;
            order: {
                id: string;
                contact_id: string | null;
                /** @enum {string} */
                status: "Pending" | "Completed" | "Cancelled";
                woocommerce_status: string;
                subtype: string;
                billing: {
                    address_1: string;
                    address_2: string;
                    city: string;
                    company: string;
                    country: string;
                    first_name: string;
                    last_name: string;
                    phone: string;
                    postcode: string;
                    state: string;
                };
                billing_email: string | null;
                coupon_lines: {
                    code: string;
                    discount: string;
                    discount_tax: string;
                    id: string;
                }[];
                created_via: string;
                currency: string;
                customer_id: string | null;
                customer_note: string;
                date_completed: string | null;
                date_created: string;
                date_modified: string;
                date_paid: string | null;
                fee_lines: {
                    id: string;
                    name: string;
                    total: string;
                    total_tax: string;
                }[];
                line_items: {
                    attributes: {
                        name: string;
                        value: string;
                    }[];
                    id: string;
                    name: string;
                    product_id: string | null;
                    quantity: string;
                    sku: string;
                    subtotal: string;
                    subtotal_tax: string;
                    total: string;
                    total_tax: string;
                    variation_id: string | null;
                }[];
                marketing_consent?: {
                    given: boolean;
                    source: string;
                };
                number: string;
                payment_method: string;
                payment_method_title: string;
                prices_include_tax: boolean;
                shipping: {
                    address_1: string;
                    address_2: string;
                    city: string;
                    company: string;
                    country: string;
                    first_name: string;
                    last_name: string;
                    phone: string;
                    postcode: string;
                    state: string;
                };
                shipping_lines: {
                    id: string;
                    method_id: string;
                    method_title: string;
                    total: string;
                    total_tax: string;
                }[];
                totals: {
                    discount: string;
                    fees: string;
                    items: string;
                    refunded: string;
                    shipping: string;
                    tax: string;
                    total: string;
                };
                transaction_id: string;
            };
        };
        /** TransactionEvent */
        TransactionEvent: {
            connection: string;
            store_url: string;
            transaction: {
                id: string;
                amount: string;
                currency: string;
                date: string;
                order_id: string;
                payment_method: string;
                payment_method_title: string;
                reason: string;
                transaction_id: string;
                /** @enum {string} */
                type: "payment" | "refund";
                voided: boolean;
            };
        };
        /** ContactEvent */
        ContactEvent: {
            contact: {
                id: string;
                /** @enum {string} */
                kind: "guest" | "customer";
                email: string;
                first_name: string;
                last_name: string;
                display_name: string;
                company: string;
                phone: string;
                billing: {
                    address_1: string;
                    address_2: string;
                    city: string;
                    company: string;
                    country: string;
                    first_name: string;
                    last_name: string;
                    phone: string;
                    postcode: string;
                    state: string;
                };
                shipping: {
                    address_1: string;
                    address_2: string;
                    city: string;
                    company: string;
                    country: string;
                    first_name: string;
                    last_name: string;
                    phone: string;
                    postcode: string;
                    state: string;
                };
                date_registered: string | null;
            };
        };
        /** ProductEvent */
        ProductEvent: {
            connection: string;
            store_url: string;
            product: {
                id: string;
                attributes: {
                    name: string;
                    options: string[];
                }[];
                collection_ids: string[];
                date_created: string | null;
                date_modified: string | null;
                date_on_sale_from: string | null;
                date_on_sale_to: string | null;
                description: string;
                downloadable: boolean;
                images: string[];
                include_in_online_store: boolean;
                manage_stock: boolean;
                name: string;
                permalink: string;
                price: string | null;
                regular_price: string | null;
                sale_price: string | null;
                short_description: string;
                sku: string;
                slug: string;
                stock_quantity: string | null;
                stock_status: string;
                /** @enum {string} */
                type: "simple" | "variable";
                variants: {
                    attributes: {
                        name: string;
                        option: string;
                    }[];
                    date_on_sale_from: string | null;
                    date_on_sale_to: string | null;
                    id: string;
                    image: string | null;
                    manage_stock: boolean;
                    price: string;
                    regular_price: string | null;
                    sale_price: string | null;
                    sku: string;
                    stock_quantity: string | null;
                    stock_status: string;
                }[];
                virtual: boolean;
            };
        };
        /** ConnectionEvent */
        ConnectionEvent: {
            connection: string;
            store_url: string;
            /** @enum {string} */
            state: "pending" | "active" | "paused" | "disconnected";
            /** @enum {string} */
            previous_state: "pending" | "active" | "paused" | "disconnected";
            reason: string;
            occurred_at: string;
        };
        /** AutomationResult */
        AutomationResult: {
            connection: string;
            store_url: string;
            automation: {
                id: string;
                name: string;
            };
            run_id: string;
            /** @enum {string} */
            trigger: "order_submitted" | "payment_received";
            order_id: string;
            /** @enum {string} */
            action: "email" | "webhook";
            reason: string | null;
            occurred_at: string;
        };
        /** AutomationAction */
        AutomationAction: {
            connection: string;
            store_url: string;
            automation: {
                id: string;
                name: string;
            };
            run_id: string;
            /** @enum {string} */
            trigger: "order_submitted" | "payment_received";
            order_id: string;
            occurred_at: string;
            order: {
                id: string;
                contact_id: string | null;
                /** @enum {string} */
                status: "Pending" | "Completed" | "Cancelled";
                woocommerce_status: string;
                subtype: string;
                billing: {
                    address_1: string;
                    address_2: string;
                    city: string;
                    company: string;
                    country: string;
                    first_name: string;
                    last_name: string;
                    phone: string;
                    postcode: string;
                    state: string;
                };
                billing_email: string | null;
                coupon_lines: {
                    code: string;
                    discount: string;
                    discount_tax: string;
                    id: string;
                }[];
                created_via: string;
                currency: string;
                customer_id: string | null;
                customer_note: string;
                date_completed: string | null;
                date_created: string;
                date_modified: string;
                date_paid: string | null;
                fee_lines: {
                    id: string;
                    name: string;
                    total: string;
                    total_tax: string;
                }[];
                line_items: {
                    attributes: {
                        name: string;
                        value: string;
                    }[];
                    id: string;
                    name: string;
                    product_id: string | null;
                    quantity: string;
                    sku: string;
                    subtotal: string;
                    subtotal_tax: string;
                    total: string;
                    total_tax: string;
                    variation_id: string | null;
                }[];
                marketing_consent?: {
                    given: boolean;
                    source: string;
                };
                number: string;
                payment_method: string;
                payment_method_title: string;
                prices_include_tax: boolean;
                shipping: {
                    address_1: string;
                    address_2: string;
                    city: string;
                    company: string;
                    country: string;
                    first_name: string;
                    last_name: string;
                    phone: string;
                    postcode: string;
                    state: string;
                };
                shipping_lines: {
                    id: string;
                    method_id: string;
                    method_title: string;
                    total: string;
                    total_tax: string;
                }[];
                totals: {
                    discount: string;
                    fees: string;
                    items: string;
                    refunded: string;
                    shipping: string;
                    tax: string;
                    total: string;
                };
                transaction_id: string;
            };
        };
        /** WebhookTest */
        WebhookTest: {
            message: string;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            server_time?: string;
            settings?: {
                version: number;
                import: {
                    enabled: boolean;
                    contacts: boolean;
                    orders: boolean;
                    transactions: boolean;
                    products: boolean;
                    collections: boolean;
                };
                sync: {
                    enabled: boolean;
                    contacts: boolean;
                    orders: boolean;
                    transactions: boolean;
                    products: boolean;
                    collections: boolean;
                    payment_received_triggers: boolean;
                };
            };
            errors?: {
                path: string;
                message: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    postBatch: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `<account id>.<connection id>`
                 * @example acc_qv3cXy1VQ0m5x3yC2d8JYA.con_0bQ4xF9mT2q7u1rKc6s8Zw
                 */
                "ivorey-connection": string;
                /**
                 * @description The home URL of the store. It must be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Generated when the store was connected. The first signed request binds it to the connection.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description The ID of the request, the same for each retry. It begins with `rotate_` in requests that rotate, with `disconnect_` in requests that disconnect, and with neither in any other request.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`, with the body as it is on the wire. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
                /**
                 * @description `gzip` if the body is compressed.
                 * @example gzip
                 */
                "content-encoding"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Batch"];
            };
        };
        responses: {
            /** @description One outcome for each record, in the order of the batch. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body cannot be decompressed.
             *
             *     `urn:ivorey:problem:contract-too-old`: The plugin is too old for Ivorey.
             *
             *     `urn:ivorey:problem:contract-too-new`: Ivorey is too old for the plugin.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:ivorey:problem:revoked`: The connection was revoked.
             *
             *     `urn:ivorey:problem:paused-by-person`: The connection was paused in Ivorey.
             *
             *     `urn:ivorey:problem:store-mismatch`: The store is not the one that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection no longer exists. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:request-timeout`: The body took too long to arrive. */
            408: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:id-reused`: This webhook-id was already used for another request. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:ivorey:problem:payload-too-large`: The body is too large.
             *
             *     `urn:ivorey:problem:too-many-records`: The batch has too many records.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unsupported-media-type`: The body must be JSON, uncompressed or compressed with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-batch`: The batch does not match the contract. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConnection: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `<account id>.<connection id>`
                 * @example acc_qv3cXy1VQ0m5x3yC2d8JYA.con_0bQ4xF9mT2q7u1rKc6s8Zw
                 */
                "ivorey-connection": string;
                /**
                 * @description The home URL of the store. It must be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Generated when the store was connected. The first signed request binds it to the connection.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description The ID of the request, the same for each retry. It begins with `rotate_` in requests that rotate, with `disconnect_` in requests that disconnect, and with neither in any other request.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`, with the body as it is on the wire. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current state and settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and Ivorey differ too much.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:ivorey:problem:revoked`: The connection was revoked.
             *
             *     `urn:ivorey:problem:paused-by-person`: The connection was paused in Ivorey.
             *
             *     `urn:ivorey:problem:store-mismatch`: The store is not the one that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection no longer exists. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leaveConnection: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `<account id>.<connection id>`
                 * @example acc_qv3cXy1VQ0m5x3yC2d8JYA.con_0bQ4xF9mT2q7u1rKc6s8Zw
                 */
                "ivorey-connection": string;
                /**
                 * @description The home URL of the store. It must be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Generated when the store was connected. The first signed request binds it to the connection.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description The ID of the request, the same for each retry. It begins with `rotate_` in requests that rotate, with `disconnect_` in requests that disconnect, and with neither in any other request.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`, with the body as it is on the wire. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The store is disconnected. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and Ivorey differ too much.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:ivorey:problem:revoked`: The connection was revoked.
             *
             *     `urn:ivorey:problem:paused-by-person`: The connection was paused in Ivorey.
             *
             *     `urn:ivorey:problem:store-mismatch`: The store is not the one that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection no longer exists. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:id-reused`: This webhook-id was already used for another request. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateCredentials: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `<account id>.<connection id>`
                 * @example acc_qv3cXy1VQ0m5x3yC2d8JYA.con_0bQ4xF9mT2q7u1rKc6s8Zw
                 */
                "ivorey-connection": string;
                /**
                 * @description The home URL of the store. It must be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Generated when the store was connected. The first signed request binds it to the connection.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description The ID of the request, the same for each retry. It begins with `rotate_` in requests that rotate, with `disconnect_` in requests that disconnect, and with neither in any other request.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`, with the body as it is on the wire. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new credentials. Use them from now on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rotated"];
                };
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and Ivorey differ too much.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:ivorey:problem:revoked`: The connection was revoked.
             *
             *     `urn:ivorey:problem:paused-by-person`: The connection was paused in Ivorey.
             *
             *     `urn:ivorey:problem:store-mismatch`: The store is not the one that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection no longer exists. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:id-reused`: This webhook-id was already used for another request. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putSettings: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `<account id>.<connection id>`
                 * @example acc_qv3cXy1VQ0m5x3yC2d8JYA.con_0bQ4xF9mT2q7u1rKc6s8Zw
                 */
                "ivorey-connection": string;
                /**
                 * @description The home URL of the store. It must be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Generated when the store was connected. The first signed request binds it to the connection.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description The ID of the request, the same for each retry. It begins with `rotate_` in requests that rotate, with `disconnect_` in requests that disconnect, and with neither in any other request.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`, with the body as it is on the wire. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsUpdate"];
            };
        };
        responses: {
            /** @description The current settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body cannot be decompressed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:ivorey:problem:revoked`: The connection was revoked.
             *
             *     `urn:ivorey:problem:paused-by-person`: The connection was paused in Ivorey.
             *
             *     `urn:ivorey:problem:store-mismatch`: The store is not the one that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection no longer exists. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:request-timeout`: The body took too long to arrive. */
            408: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:settings-conflict`: The settings have changed in the meantime. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unsupported-media-type`: The body must be JSON, uncompressed or compressed with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not match the contract. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putStatus: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `<account id>.<connection id>`
                 * @example acc_qv3cXy1VQ0m5x3yC2d8JYA.con_0bQ4xF9mT2q7u1rKc6s8Zw
                 */
                "ivorey-connection": string;
                /**
                 * @description The home URL of the store. It must be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Generated when the store was connected. The first signed request binds it to the connection.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description The ID of the request, the same for each retry. It begins with `rotate_` in requests that rotate, with `disconnect_` in requests that disconnect, and with neither in any other request.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`, with the body as it is on the wire. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Status"];
            };
        };
        responses: {
            /** @description The report was received. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body cannot be decompressed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:ivorey:problem:revoked`: The connection was revoked.
             *
             *     `urn:ivorey:problem:paused-by-person`: The connection was paused in Ivorey.
             *
             *     `urn:ivorey:problem:store-mismatch`: The store is not the one that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection no longer exists. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:request-timeout`: The body took too long to arrive. */
            408: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unsupported-media-type`: The body must be JSON, uncompressed or compressed with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not match the contract. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verify: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `<account id>.<connection id>`
                 * @example acc_qv3cXy1VQ0m5x3yC2d8JYA.con_0bQ4xF9mT2q7u1rKc6s8Zw
                 */
                "ivorey-connection": string;
                /**
                 * @description The home URL of the store. It must be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Generated when the store was connected. The first signed request binds it to the connection.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description The ID of the request, the same for each retry. It begins with `rotate_` in requests that rotate, with `disconnect_` in requests that disconnect, and with neither in any other request.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`, with the body as it is on the wire. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyRequest"];
            };
        };
        responses: {
            /** @description One result for each range, in the order of the request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifyAnswer"];
                };
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body cannot be decompressed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:ivorey:problem:revoked`: The connection was revoked.
             *
             *     `urn:ivorey:problem:paused-by-person`: The connection was paused in Ivorey.
             *
             *     `urn:ivorey:problem:store-mismatch`: The store is not the one that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection no longer exists. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:request-timeout`: The body took too long to arrive. */
            408: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unsupported-media-type`: The body must be JSON, uncompressed or compressed with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not match the contract. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    digests: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `<account id>.<connection id>`
                 * @example acc_qv3cXy1VQ0m5x3yC2d8JYA.con_0bQ4xF9mT2q7u1rKc6s8Zw
                 */
                "ivorey-connection": string;
                /**
                 * @description The home URL of the store. It must be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Generated when the store was connected. The first signed request binds it to the connection.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description The ID of the request, the same for each retry. It begins with `rotate_` in requests that rotate, with `disconnect_` in requests that disconnect, and with neither in any other request.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`, with the body as it is on the wire. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DigestsRequest"];
            };
        };
        responses: {
            /** @description The digest of each range, or the records in the ranges. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DigestsAnswer"];
                };
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body cannot be decompressed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:ivorey:problem:revoked`: The connection was revoked.
             *
             *     `urn:ivorey:problem:paused-by-person`: The connection was paused in Ivorey.
             *
             *     `urn:ivorey:problem:store-mismatch`: The store is not the one that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection no longer exists. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:request-timeout`: The body took too long to arrive. */
            408: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unsupported-media-type`: The body must be JSON, uncompressed or compressed with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not match the contract. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    versions: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `<account id>.<connection id>`
                 * @example acc_qv3cXy1VQ0m5x3yC2d8JYA.con_0bQ4xF9mT2q7u1rKc6s8Zw
                 */
                "ivorey-connection": string;
                /**
                 * @description The home URL of the store. It must be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Generated when the store was connected. The first signed request binds it to the connection.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description The ID of the request, the same for each retry. It begins with `rotate_` in requests that rotate, with `disconnect_` in requests that disconnect, and with neither in any other request.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`, with the body as it is on the wire. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VersionsRequest"];
            };
        };
        responses: {
            /** @description The sum of each range, or the records in the ranges. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionsAnswer"];
                };
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body cannot be decompressed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:ivorey:problem:revoked`: The connection was revoked.
             *
             *     `urn:ivorey:problem:paused-by-person`: The connection was paused in Ivorey.
             *
             *     `urn:ivorey:problem:store-mismatch`: The store is not the one that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection no longer exists. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:request-timeout`: The body took too long to arrive. */
            408: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unsupported-media-type`: The body must be JSON, uncompressed or compressed with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not match the contract. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explain: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `<account id>.<connection id>`
                 * @example acc_qv3cXy1VQ0m5x3yC2d8JYA.con_0bQ4xF9mT2q7u1rKc6s8Zw
                 */
                "ivorey-connection": string;
                /**
                 * @description The home URL of the store. It must be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Generated when the store was connected. The first signed request binds it to the connection.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description The ID of the request, the same for each retry. It begins with `rotate_` in requests that rotate, with `disconnect_` in requests that disconnect, and with neither in any other request.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`, with the body as it is on the wire. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExplainRequest"];
            };
        };
        responses: {
            /** @description The data for the object; empty if Ivorey never received it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplainAnswer"];
                };
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body cannot be decompressed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:ivorey:problem:revoked`: The connection was revoked.
             *
             *     `urn:ivorey:problem:paused-by-person`: The connection was paused in Ivorey.
             *
             *     `urn:ivorey:problem:store-mismatch`: The store is not the one that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection no longer exists. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:request-timeout`: The body took too long to arrive. */
            408: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unsupported-media-type`: The body must be JSON, uncompressed or compressed with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not match the contract. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description `<account id>.<connection id>`
                 * @example acc_qv3cXy1VQ0m5x3yC2d8JYA.con_0bQ4xF9mT2q7u1rKc6s8Zw
                 */
                "ivorey-connection": string;
                /**
                 * @description The home URL of the store. It must be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Generated when the store was connected. The first signed request binds it to the connection.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description The ID of the request, the same for each retry. It begins with `rotate_` in requests that rotate, with `disconnect_` in requests that disconnect, and with neither in any other request.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`, with the body as it is on the wire. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindRequest"];
            };
        };
        responses: {
            /** @description The WooCommerce IDs, newest order first; empty if no order has the number. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindAnswer"];
                };
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body cannot be decompressed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `urn:ivorey:problem:revoked`: The connection was revoked.
             *
             *     `urn:ivorey:problem:paused-by-person`: The connection was paused in Ivorey.
             *
             *     `urn:ivorey:problem:store-mismatch`: The store is not the one that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection no longer exists. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:request-timeout`: The body took too long to arrive. */
            408: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unsupported-media-type`: The body must be JSON, uncompressed or compressed with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not match the contract. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTriggers: {
        parameters: {
            query?: {
                /** @description The cursor to continue after. If omitted, the feed starts with the first event. */
                after?: string;
                /** @description The maximum number of events to return. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The next events; an empty list if there are none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggerFeed"];
                };
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:cursor-gone`: The cursor predates a restore of Ivorey’s database. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getErasures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The erasures, with the numbers of erased records, the time and who requested each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasures"];
                };
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postErasure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasureRequest"];
            };
        };
        responses: {
            /** @description The numbers of erased records; zeros if there was nothing to erase. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erased"];
                };
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:insufficient-scope`: The token has read-only access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:request-timeout`: The body took too long to arrive. */
            408: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unsupported-media-type`: The body must be JSON, uncompressed or compressed with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not match the contract. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    describeCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DescribeCode"];
            };
        };
        responses: {
            /** @description The details that the store shows to its owner. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeDescription"];
                };
            };
            /**
             * @description `urn:ivorey:problem:invalid-request`: A parameter is missing or invalid.
             *
             *     `urn:ivorey:problem:invalid-grant`: The code cannot be used.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exchangeCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeCode"];
            };
        };
        responses: {
            /** @description The store is connected. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangedCode"];
                };
            };
            /**
             * @description `urn:ivorey:problem:invalid-request`: A parameter is missing or invalid.
             *
             *     `urn:ivorey:problem:invalid-grant`: The code cannot be used.
             *
             *     `urn:ivorey:problem:unsupported-grant-type`: Only the grant type authorization_code is supported.
             *
             *     `urn:ivorey:problem:store-unconfirmed`: The store did not confirm the approval.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    denyCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DenyCode"];
            };
        };
        responses: {
            /** @description The code is invalid now. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `urn:ivorey:problem:invalid-request`: A parameter is missing or invalid.
             *
             *     `urn:ivorey:problem:invalid-grant`: The code cannot be used.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description The beginning of the order number, or beginnings of words in the buyer’s name or e-mail address or in the names in the order’s addresses. Case and accents are ignored. */
                search?: string;
                /** @description Only results of the store with this `connection`. */
                connection?: string;
                /** @description The order’s status in Ivorey. */
                status?: "Pending" | "Completed" | "Cancelled";
                /** @description The slug of WooCommerce’s status, without "wc-". */
                woocommerce_status?: string;
                /** @description Only orders in this currency. */
                currency?: string;
                /** @description Only results on or after this day, in the account’s time zone. */
                date_from?: string;
                /** @description Only results on or before this day, in the account’s time zone. */
                date_to?: string;
                /** @description Whether the order is paid. */
                paid?: boolean;
                /** @description The system that the order came from. */
                subtype?: "WooCommerce";
                /** @description Only orders of the contact with this ID. */
                contact?: string;
                /** @description Only orders with this product: `<connection>~<product id>`. */
                product?: string;
                /** @description The maximum number of results to return. */
                limit?: number;
                /** @description The `next_cursor` or `previous_cursor` of a previous response. Use it with the same filters and order. */
                cursor?: string;
                /** @description The order of the results. */
                sort?: "date-asc" | "date-desc" | "number-asc" | "number-desc" | "status-asc" | "status-desc" | "total-asc" | "total-desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of orders. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderList"];
                };
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a response that you already have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The `connection` of the store. */
                connection: string;
                /** @description The WooCommerce ID of the order. */
                order: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order. */
            200: {
                headers: {
                    /** @description Changes whenever anything in the response changes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Not modified: the response still has the given ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: The resource does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listContacts: {
        parameters: {
            query?: {
                /** @description Beginnings of words in the name or e-mail address. Case and accents are ignored. */
                search?: string;
                /** @description Only guests or only customers. */
                kind?: "guest" | "customer";
                /** @description The maximum number of results to return. */
                limit?: number;
                /** @description The `next_cursor` or `previous_cursor` of a previous response. Use it with the same filters and order. */
                cursor?: string;
                /** @description The order of the results. */
                sort?: "date-asc" | "date-desc" | "name-asc" | "name-desc" | "orders-asc" | "orders-desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of contacts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactList"];
                };
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a response that you already have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The ID of the contact. */
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contact. */
            200: {
                headers: {
                    /** @description Changes whenever anything in the response changes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description Not modified: the response still has the given ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: The resource does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description Beginnings of words in the name or SKU, or in a variant’s SKU or options. Case and accents are ignored. */
                search?: string;
                /** @description Only results of the store with this `connection`. */
                connection?: string;
                /** @description The product type in WooCommerce. */
                type?: "simple" | "variable";
                /** @description Whether the product is in the online store. */
                online?: boolean;
                /** @description The stock status in WooCommerce. */
                stock?: "instock" | "outofstock" | "onbackorder";
                /** @description Only products in this collection: `<connection>~<collection id>`. */
                collection?: string;
                /** @description The maximum number of results to return. */
                limit?: number;
                /** @description The `next_cursor` or `previous_cursor` of a previous response. Use it with the same filters and order. */
                cursor?: string;
                /** @description The order of the results. */
                sort?: "name-asc" | "name-desc" | "price-asc" | "price-desc" | "changed-asc" | "changed-desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of products. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductList"];
                };
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a response that you already have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The `connection` of the store. */
                connection: string;
                /** @description The WooCommerce ID of the product. */
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product. */
            200: {
                headers: {
                    /** @description Changes whenever anything in the response changes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Not modified: the response still has the given ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: The resource does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchProduct: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the product as you read it, which prevents overwriting somebody else’s change; `*` matches any version. */
                "If-Match": string;
            };
            path: {
                /** @description The `connection` of the store. */
                connection: string;
                /** @description The WooCommerce ID of the product. */
                product: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductPatch"];
            };
        };
        responses: {
            /** @description The product. */
            200: {
                headers: {
                    /** @description Changes whenever anything in the response changes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:insufficient-scope`: The token has read-only access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: The resource does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:request-timeout`: The body took too long to arrive. */
            408: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:changed-meanwhile`: The resource has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unsupported-media-type`: The body must be JSON, uncompressed or compressed with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not match the contract. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:if-match-required`: The If-Match header is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCollections: {
        parameters: {
            query?: {
                /** @description Beginnings of words in the name. Case and accents are ignored. */
                search?: string;
                /** @description Only results of the store with this `connection`. */
                connection?: string;
                /** @description The maximum number of results to return. */
                limit?: number;
                /** @description The `next_cursor` or `previous_cursor` of a previous response. Use it with the same filters and order. */
                cursor?: string;
                /** @description The order of the results. */
                sort?: "name-asc" | "name-desc" | "products-asc" | "products-desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of collections. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionList"];
                };
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a response that you already have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The `connection` of the store. */
                connection: string;
                /** @description The WooCommerce ID of the category. */
                collection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The collection. */
            200: {
                headers: {
                    /** @description Changes whenever anything in the response changes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /** @description Not modified: the response still has the given ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: The resource does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTransactions: {
        parameters: {
            query?: {
                /** @description The beginning of the order’s ID or of the gateway’s ID. */
                search?: string;
                /** @description Only results of the store with this `connection`. */
                connection?: string;
                /** @description Only payments or only refunds. */
                type?: "payment" | "refund";
                /** @description Only transactions in this currency. */
                currency?: string;
                /** @description Only results on or after this day, in the account’s time zone. */
                date_from?: string;
                /** @description Only results on or before this day, in the account’s time zone. */
                date_to?: string;
                /** @description The maximum number of results to return. */
                limit?: number;
                /** @description The `next_cursor` or `previous_cursor` of a previous response. Use it with the same filters and order. */
                cursor?: string;
                /** @description The order of the results. */
                sort?: "date-asc" | "date-desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of transactions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransactionList"];
                };
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTransaction: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a response that you already have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The `connection` of the store. */
                connection: string;
                /** @description `payment:<order id>` or `refund:<refund id>`. */
                transaction: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transaction. */
            200: {
                headers: {
                    /** @description Changes whenever anything in the response changes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transaction"];
                };
            };
            /** @description Not modified: the response still has the given ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: The resource does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAutomations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The automations, with the ready-made ones first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutomationList"];
                };
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAutomation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a response that you already have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The ID of the automation. */
                automation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The automation. */
            200: {
                headers: {
                    /** @description Changes whenever anything in the response changes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Automation"];
                };
            };
            /** @description Not modified: the response still has the given ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: The resource does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description Only runs in this state. */
                state?: "waiting" | "acting" | "held" | "sent" | "failed" | "unknown" | "skipped";
                /** @description The maximum number of results to return. */
                limit?: number;
                /** @description The `next_cursor` or `previous_cursor` of a previous response. Use it with the same filters and order. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The ID of the automation. */
                automation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of runs, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunList"];
                };
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: The resource does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewAutomation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the automation. */
                automation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The orders, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutomationPreview"];
                };
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: The resource does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a response that you already have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The ID of the message. */
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The e-mail. */
            200: {
                headers: {
                    /** @description Changes whenever anything in the response changes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description Not modified: the response still has the given ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: The resource does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoints, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointList"];
                };
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a response that you already have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The ID of the endpoint. */
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    /** @description Changes whenever anything in the response changes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /** @description Not modified: the response still has the given ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: The resource does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Only deliveries in this state. */
                state?: "waiting" | "sent" | "failed";
                /** @description The maximum number of results to return. */
                limit?: number;
                /** @description The `next_cursor` or `previous_cursor` of a previous response. Use it with the same filters and order. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The ID of the endpoint. */
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: The resource does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a response that you already have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The ID of the endpoint. */
                endpoint: string;
                /** @description The ID of the event. */
                event: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    /** @description Changes whenever anything in the response changes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description Not modified: the response still has the given ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: The resource does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConnections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connections, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionList"];
                };
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStoreConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a response that you already have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The `connection` of the store. */
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection. */
            200: {
                headers: {
                    /** @description Changes whenever anything in the response changes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreConnection"];
                };
            };
            /** @description Not modified: the response still has the given ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: The resource does not exist. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOverview: {
        parameters: {
            query?: {
                /** @description The number of days, including today. */
                days?: 7 | 30 | 90;
                /** @description Only results of the store with this `connection`. */
                connection?: string;
            };
            header?: {
                /** @description The ETag of a response that you already have. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures, with an entry for each day of the period. */
            200: {
                headers: {
                    /** @description Changes whenever anything in the response changes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description Not modified: the response still has the given ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a response that you already have. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    /** @description Changes whenever anything in the response changes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Not modified: the response still has the given ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChanges: {
        parameters: {
            query?: {
                /** @description Only changes by the person with this `person_id`. */
                person?: string;
                /** @description Only changes of this kind. */
                kind?: "person_added" | "person_invited" | "person_joined" | "person_role" | "person_removed" | "invitation_sent_again" | "invitation_revoked" | "account_changed" | "sender_changed" | "store_connected" | "store_paused" | "store_resumed" | "store_disconnected" | "store_deleted" | "store_settings" | "import_started" | "import_cancelled" | "automation_created" | "automation_changed" | "automation_on" | "automation_off" | "automation_deleted" | "automation_released" | "automation_dropped" | "webhook_created" | "webhook_changed" | "webhook_on" | "webhook_off" | "webhook_secret" | "webhook_deleted" | "product_changed" | "product_removed" | "person_erased" | "token_created" | "token_revoked";
                /** @description The maximum number of results to return. */
                limit?: number;
                /** @description The `next_cursor` or `previous_cursor` of a previous response. Use it with the same filters and order. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of changes, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeList"];
                };
            };
            /** @description `urn:ivorey:problem:bad-request`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: The connection is unknown, or the token or signature is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Ivorey had an internal error. */
            500: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot accept the request right now. */
            503: {
                headers: {
                    /** @description The number of seconds to wait before the next attempt. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "order.submitted": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "order.submitted";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TriggerEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "payment.received": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "payment.received";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TriggerEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "order.created": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "order.created";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["OrderEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "order.updated": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "order.updated";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["OrderEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "payment.created": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "payment.created";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TransactionEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "payment.updated": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "payment.updated";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TransactionEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "payment.voided": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "payment.voided";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TransactionEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "refund.created": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "refund.created";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TransactionEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "refund.updated": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "refund.updated";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TransactionEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "refund.voided": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "refund.voided";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TransactionEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "contact.created": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "contact.created";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ContactEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "contact.updated": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "contact.updated";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ContactEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "product.created": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "product.created";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ProductEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "product.updated": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "product.updated";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ProductEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "connection.activated": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "connection.activated";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ConnectionEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "connection.paused": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "connection.paused";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ConnectionEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "connection.resumed": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "connection.resumed";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ConnectionEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "connection.disconnected": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "connection.disconnected";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ConnectionEvent"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "automation.sent": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "automation.sent";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["AutomationResult"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "automation.perhaps_sent": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "automation.perhaps_sent";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["AutomationResult"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "automation.failed": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "automation.failed";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["AutomationResult"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "automation.skipped": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "automation.skipped";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["AutomationResult"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "automation.held": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "automation.held";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["AutomationResult"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "automation.webhook": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "automation.webhook";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["AutomationAction"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "webhook.test": {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ID of the event, the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description The time of this attempt, in seconds since 1970.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` followed by the base64-encoded HMAC-SHA256 of `id.timestamp.body`. While a secret is being rotated, several signatures separated by spaces.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "webhook.test";
                    /**
                     * Format: date-time
                     * @description When the event was created; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["WebhookTest"];
                };
            };
        };
        responses: {
            /** @description The endpoint is gone: Ivorey switches it off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The webhook was accepted. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery failed and is retried for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
