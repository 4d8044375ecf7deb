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
         * Take records of a store
         * @description At most 500 records and 2097152 bytes (8388608 after inflating). The same `webhook-id` again gets the same receipt and changes nothing.
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
         * State and settings of the connection
         * @description Signed over an empty body.
         */
        get: operations["getConnection"];
        put?: never;
        post?: never;
        /**
         * The store was disconnected by its owner
         * @description Signed over an empty body; the `webhook-id` begins with `disconnect_` and disconnects once. What Ivorey has of the store stays, and the credentials bring it back: with the first new `GET` that is not signed earlier. It may leave while a person has paused it, and has to be connected again then.
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
         * New credentials; those before stay good until a day after these are first used
         * @description Signed over an empty body; the `webhook-id` begins with `rotate_` and rotates once. Two pairs are good at most: the new one, and the one that the store uses.
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
         * Change what is imported and kept in sync
         * @description Names the version that it was changed from; where that is not the current one, the answer is a conflict with the current ones.
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
         * What only the store knows
         * @description Progress of the import, what is excluded, what waits. The report that was signed last counts; an older one is ignored.
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
         * Number and digest of records, by ranges of ids
         * @description To find out what differs without sending everything: where a range's digest differs, its records are asked for. Plugins from before `/v1/digests` ask this. Changes nothing.
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
         * Digests of records, by ranges of ids
         * @description As `/v1/verify`, of one element and in a third of the bytes: ranges that follow each other, and their digests as one text. Where a digest differs, the records of its range are asked for. Changes nothing.
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
         * Which versions are here, by ranges of ids
         * @description For the hourly check of what a store has delivered: its ledger has the same versions. Where the sum of a range differs, its records are asked for. Changes nothing.
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
         * What Ivorey has of one object of the store
         * @description Changes nothing.
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
         * Which order of the store has a number
         * @description Extensions give orders numbers of their own. Changes nothing.
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
         * What fired in the stores of an account
         * @description Events in the order in which they came, each once. Ask again with `after` as the last answer named it as `next`; no event ever appears before a cursor that was given out.
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
         * Who was erased
         * @description The last 100, the newest first, by the hash of the e-mail address: the SHA-256 of the address in lower case (see the record erasures).
         */
        get: operations["getErasures"];
        put?: never;
        /**
         * Erases a person
         * @description Everything that the stores of the account gave of whoever has this e-mail address: the contact, the users, and of the orders names, addresses, e-mail address, telephone number, notes and what the buyer typed. What was sold, for how much and when stays.
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
        /** Whose code this is and what it would do */
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
        /** Credentials for a code that was approved */
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
        /** The owner declined: the code is worth nothing */
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
        /** Orders, a page at a time */
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
        /** One order, with all that is known of it */
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
        /** Contacts, a page at a time */
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
        /** One contact, with all that is known of it */
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
        /** Products, a page at a time */
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
        /** One product, with all that is known of it */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes a product in Ivorey
         * @description What is left out stays as it is. WooCommerce is the source of truth: its next change of the product overwrites what was changed here.
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
        /** Collections, a page at a time */
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
         * One collection
         * @description Its products: `/v1/products?collection=<connection>~<id>`.
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
        /** Payments and refunds, a page at a time */
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
        /** One payment or refund */
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
         * All automations
         * @description Always the whole list.
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
        /** One automation: when it acts, and what it does */
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
        /** What an automation did, or why not */
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
        /** What an automation would have done with the last 50 orders */
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
        /** An e-mail as it was sent */
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
         * All endpoints
         * @description Always the whole list. Secrets are never in it.
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
        /** One endpoint */
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
        /** What was sent to an endpoint */
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
        /** One delivery, with all of its attempts */
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
         * All connections of the account
         * @description Always the whole list.
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
        /** One connection: its state, settings, import and last comparison */
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
        /** The figures of the Overview */
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
        /** The account, and who is in it */
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
        /** Who changed what */
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
         * @description An order was placed, through any checkout. Once for each order.
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
         * @description An order became paid. Once for each order.
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
         * @description Ivorey has a new order, in whatever way it was made.
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
         * @description Something of an order changed.
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
         * @description Something of a payment changed.
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
         * @description A payment turned out not to have been made.
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
         * @description Something of a refund changed.
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
         * @description Somebody who registered, or ordered as a guest, is new.
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
         * @description Something of a product changed, or it left the online store.
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
         * @description The first signed request of a store arrived.
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
         * @description An automation did what it is for.
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
         * @description It cannot be known whether the mail server took an e-mail.
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
         * @description An automation could not do what it is for.
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
         * @description An automation did nothing for an order, for a reason.
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
         * @description An automation reached its hourly limit; the owner decides.
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
         * @description The action of an automation.
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
         * @description Sent by hand, to see whether an endpoint answers.
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
                /** @description WooCommerce’s. */
                id: string;
                /** @description The store it came from: `<account id>.<connection id>`. */
                connection: string;
                store_url: string | null;
                /** @description What people call it. */
                number: string;
                subtype: string;
                /** @enum {string} */
                status: "Pending" | "Completed" | "Cancelled";
                woocommerce_status: string;
                /** @description In the trash of its store, or deleted there. */
                is_trashed: boolean;
                date_created: string;
                total: string;
                currency: string;
                /** @description null where the order names nobody. */
                contact_id: string | null;
                billing_name: string;
                billing_email: string | null;
            }[];
            /** @description `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description `cursor` of the page before; null on the first one. */
            previous_cursor: string | null;
        };
        Order: {
            /** @description The store it came from: `<account id>.<connection id>`. */
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
                /** @description Of the variant, or else the product, as it is today. */
                image: string | null;
            }[];
            /** @description In the trash of its store, or deleted there. */
            is_trashed: boolean;
            received_at: string;
            /** @description When its last change came. */
            updated_at: string;
            /** @description When the buyer’s personal data was erased. */
            erased_at: string | null;
            /** @description null where the order names nobody. */
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
            /** @description What automations did with it, or why not. */
            automation_runs: {
                /** @description The store it came from: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                automation_id: string;
                order_id: string;
                /** @description null where Ivorey does not have the order. */
                order_number: string | null;
                /** @enum {string} */
                trigger: "order_submitted" | "payment_received";
                /** @enum {string} */
                state: "waiting" | "acting" | "held" | "sent" | "failed" | "unknown" | "skipped";
                /** @description A slug that says why it did not act, or not yet; or what a mail server answered. */
                reason: string | null;
                reason_text: string | null;
                /** @description Of the automation. */
                version: number;
                attempts: number;
                /** @description When the order was placed, or paid. */
                occurred_at: string;
                due_at: string;
                settled_at: string | null;
                /** @description The e-mail that it sent. */
                message: {
                    id: string;
                    recipient: string;
                    reply: string | null;
                } | null;
            }[];
            messages: {
                id: string;
                automation_id: string | null;
                /** @description Empty where it was erased. */
                recipient: string;
                subject: string;
                /**
                 * @description `unknown`: it was perhaps sent.
                 * @enum {string}
                 */
                state: "waiting" | "sending" | "sent" | "failed" | "unknown";
                /** @description What the mail server answered. */
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
                 * @description A customer is a user of a store; a guest only ordered.
                 * @enum {string}
                 */
                kind: "guest" | "customer";
                /** @description Empty where it is not known. */
                name: string;
                email: string;
                created_at: string;
                /** @description The orders themselves: `/v1/orders?contact=<id>`. */
                order_count: number;
                /** @description Whether the contact agreed to marketing e-mails, as its newest choice in a store says. Automations send marketing only where it was given. */
                marketing_consent: {
                    /** @enum {string} */
                    state: "given" | "refused" | "unknown";
                    /** @description When the buyer chose. Null where it is unknown. */
                    at: string | null;
                    /** @description How the store knows: `checkout_field`, `mailchimp`, `mailpoet`, `klaviyo`, `wp_consent_api`, `filter`, or another. Null where it is unknown. */
                    source: string | null;
                };
            }[];
            /** @description `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description `cursor` of the page before; null on the first one. */
            previous_cursor: string | null;
        };
        Contact: {
            id: string;
            /**
             * @description A customer is a user of a store; a guest only ordered.
             * @enum {string}
             */
            kind: "guest" | "customer";
            /** @description Empty where it is not known. */
            name: string;
            email: string;
            created_at: string;
            /** @description The orders themselves: `/v1/orders?contact=<id>`. */
            order_count: number;
            /** @description Whether the contact agreed to marketing e-mails, as its newest choice in a store says. Automations send marketing only where it was given. */
            marketing_consent: {
                /** @enum {string} */
                state: "given" | "refused" | "unknown";
                /** @description When the buyer chose. Null where it is unknown. */
                at: string | null;
                /** @description How the store knows: `checkout_field`, `mailchimp`, `mailpoet`, `klaviyo`, `wp_consent_api`, `filter`, or another. Null where it is unknown. */
                source: string | null;
            };
            company: string;
            phone: string;
            date_registered: string | null;
            /** @description The user accounts in stores that it is. */
            users: {
                /** @description The store it came from: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                user_id: string;
            }[];
            /** @description By currency: what was paid for and not refunded. */
            spent: {
                amount: string;
                currency: string;
                orders: number;
            }[];
            /** @description The last contacts that became this one, or how a guest became a customer. */
            merges: {
                /** @enum {string} */
                reason: "registered" | "address_changed" | "orders_moved";
                store_url: string;
                merged_at: string;
            }[];
            /** @description E-mails that were sent to it, the newest first. */
            messages: {
                id: string;
                automation_id: string | null;
                /** @description Empty where it was erased. */
                recipient: string;
                subject: string;
                /**
                 * @description `unknown`: it was perhaps sent.
                 * @enum {string}
                 */
                state: "waiting" | "sending" | "sent" | "failed" | "unknown";
                /** @description What the mail server answered. */
                reply: string | null;
                created_at: string;
                settled_at: string | null;
                is_erased: boolean;
            }[];
        };
        ProductList: {
            data: {
                /** @description WooCommerce’s. */
                id: string;
                /** @description The store it came from: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                name: string;
                sku: string;
                /** @enum {string} */
                type: "simple" | "variable";
                price: string | null;
                /** @description Of the store’s last order; null where it has none yet. */
                currency: string | null;
                include_in_online_store: boolean;
                stock_status: string;
                image: string | null;
                /** @description Something was changed in Ivorey, and differs from WooCommerce. */
                is_edited: boolean;
                updated_at: string;
            }[];
            /** @description `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description `cursor` of the page before; null on the first one. */
            previous_cursor: string | null;
        };
        Product: {
            /** @description WooCommerce’s. */
            id: string;
            /** @description The store it came from: `<account id>.<connection id>`. */
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
                /** @description false once it is gone in WooCommerce, or has no price there. */
                is_available: boolean;
            }[];
            virtual: boolean;
            /** @description Of the store’s last order; null where it has none yet. */
            currency: string | null;
            collections: {
                id: string;
                /** @description null where it is not in Ivorey. */
                name: string | null;
            }[];
            /** @description What WooCommerce has of that which may be changed in Ivorey. */
            woocommerce: {
                name: string;
                /** @description HTML. */
                description: string;
                price: string | null;
                include_in_online_store: boolean;
            };
            /** @description What was changed in Ivorey, and differs from WooCommerce. */
            edits: {
                name?: string;
                /** @description HTML. */
                description?: string;
                price?: string | null;
                include_in_online_store?: boolean;
                /** @description Who changed it. */
                by: string;
                at: string;
            } | null;
            /** @description What was changed in Ivorey, and overwritten by a change in WooCommerce. */
            overwritten: {
                name?: string;
                /** @description HTML. */
                description?: string;
                price?: string | null;
                include_in_online_store?: boolean;
                /** @description Who changed it. */
                by: string;
                at: string;
                overwritten_at: string;
            } | null;
            /** @description Orders with it; 10,001 are more than 10,000. */
            order_count: number;
            received_at: string;
            updated_at: string;
        };
        ProductPatch: {
            name?: string;
            /** @description HTML. */
            description?: string;
            /** @description In the store’s currency. One in the online store needs a price above zero. */
            price?: string | null;
            include_in_online_store?: boolean;
        };
        CollectionList: {
            data: {
                /** @description WooCommerce’s. */
                id: string;
                /** @description The store it came from: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                name: string;
                slug: string;
                /** @description As WooCommerce counts: products of the category and of those below it. */
                product_count: number;
                image: string | null;
            }[];
            /** @description `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description `cursor` of the page before; null on the first one. */
            previous_cursor: string | null;
        };
        Collection: {
            /** @description WooCommerce’s. */
            id: string;
            /** @description The store it came from: `<account id>.<connection id>`. */
            connection: string;
            store_url: string;
            name: string;
            slug: string;
            /** @description As WooCommerce counts: products of the category and of those below it. */
            product_count: number;
            image: string | null;
            /** @description HTML. */
            description: string;
            parent: {
                id: string;
                /** @description null where it is not in Ivorey. */
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
                /** @description The store it came from: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                /** @enum {string} */
                type: "payment" | "refund";
                /** @description Above zero for both types; the type tells the direction. */
                amount: string;
                currency: string;
                date: string;
                order_id: string;
                /** @description null where the order is not in Ivorey. */
                order_number: string | null;
                method: string;
                gateway_transaction_id: string;
                /** @description Taken back in WooCommerce: the money did not move after all. */
                voided: boolean;
            }[];
            /** @description `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description `cursor` of the page before; null on the first one. */
            previous_cursor: string | null;
        };
        Transaction: {
            id: string;
            /** @description The store it came from: `<account id>.<connection id>`. */
            connection: string;
            store_url: string;
            /** @enum {string} */
            type: "payment" | "refund";
            /** @description Above zero for both types; the type tells the direction. */
            amount: string;
            currency: string;
            date: string;
            order_id: string;
            /** @description null where the order is not in Ivorey. */
            order_number: string | null;
            method: string;
            gateway_transaction_id: string;
            /** @description Taken back in WooCommerce: the money did not move after all. */
            voided: boolean;
            /** @description Of a refund. */
            reason: string;
            contact_id: string | null;
            /** @description Empty where the order names nobody. */
            buyer_name: string;
            received_at: string;
            updated_at: string;
        };
        AutomationList: {
            data: {
                id: string;
                name: string;
                /** @description Which of the ready-made ones it is. */
                ready_made: string | null;
                is_on: boolean;
                /** @description When it was switched on or off. */
                switched_at: string;
                /** @description Another one after each change. */
                version: number;
                created_at: string;
                /** @enum {string} */
                trigger: "order_submitted" | "payment_received";
                /** @enum {string} */
                action: "email" | "webhook";
                /** @description Runs of the last 30 days, by state. */
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
            /** @description `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description `cursor` of the page before; null on the first one. */
            previous_cursor: string | null;
        };
        Automation: {
            id: string;
            name: string;
            /** @description Which of the ready-made ones it is. */
            ready_made: string | null;
            is_on: boolean;
            /** @description When it was switched on or off. */
            switched_at: string;
            /** @description Another one after each change. */
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
            /** @description All of its runs, by state; 10,001 are more than 10,000. */
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
                /** @description The store it came from: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                automation_id: string;
                order_id: string;
                /** @description null where Ivorey does not have the order. */
                order_number: string | null;
                /** @enum {string} */
                trigger: "order_submitted" | "payment_received";
                /** @enum {string} */
                state: "waiting" | "acting" | "held" | "sent" | "failed" | "unknown" | "skipped";
                /** @description A slug that says why it did not act, or not yet; or what a mail server answered. */
                reason: string | null;
                reason_text: string | null;
                /** @description Of the automation. */
                version: number;
                attempts: number;
                /** @description When the order was placed, or paid. */
                occurred_at: string;
                due_at: string;
                settled_at: string | null;
                /** @description The e-mail that it sent. */
                message: {
                    id: string;
                    recipient: string;
                    reply: string | null;
                } | null;
            }[];
            /** @description `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description `cursor` of the page before; null on the first one. */
            previous_cursor: string | null;
        };
        AutomationPreview: {
            data: {
                /** @description The store it came from: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                order_id: string;
                /** @description null where Ivorey does not have the order. */
                order_number: string | null;
                /** @description When the order was placed, or paid. */
                occurred_at: string;
                would_act: boolean;
                /** @description A slug that says why it would not act. */
                reason: string | null;
                reason_text: string | null;
            }[];
            /** @description `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description `cursor` of the page before; null on the first one. */
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
            /** @description What the mail server answered. */
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
                /** @description Why it is off. */
                off_reason: ("person" | "gone" | "failing" | "secret_lost") | null;
                state_since: string;
                created_at: string;
                /** @description Since when every attempt has failed. */
                failing_since: string | null;
                /** @description When it is tried again, where it is paused. */
                retry_at: string | null;
                /** @description How long the secret before still signs beside the new one. */
                old_secret_until: string | null;
            }[];
            /** @description `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description `cursor` of the page before; null on the first one. */
            previous_cursor: string | null;
        };
        WebhookEndpoint: {
            id: string;
            url: string;
            description: string;
            event_types: ("order.submitted" | "payment.received" | "order.created" | "order.updated" | "payment.created" | "payment.updated" | "payment.voided" | "refund.created" | "refund.updated" | "refund.voided" | "contact.created" | "contact.updated" | "product.created" | "product.updated" | "connection.activated" | "connection.paused" | "connection.resumed" | "connection.disconnected" | "automation.sent" | "automation.perhaps_sent" | "automation.failed" | "automation.skipped" | "automation.held")[];
            is_on: boolean;
            /** @description Why it is off. */
            off_reason: ("person" | "gone" | "failing" | "secret_lost") | null;
            state_since: string;
            created_at: string;
            /** @description Since when every attempt has failed. */
            failing_since: string | null;
            /** @description When it is tried again, where it is paused. */
            retry_at: string | null;
            /** @description How long the secret before still signs beside the new one. */
            old_secret_until: string | null;
        };
        WebhookDeliveryList: {
            data: {
                /** @description The `webhook-id`. */
                event_id: string;
                /** @enum {string} */
                type: "order.submitted" | "payment.received" | "order.created" | "order.updated" | "payment.created" | "payment.updated" | "payment.voided" | "refund.created" | "refund.updated" | "refund.voided" | "contact.created" | "contact.updated" | "product.created" | "product.updated" | "connection.activated" | "connection.paused" | "connection.resumed" | "connection.disconnected" | "automation.sent" | "automation.perhaps_sent" | "automation.failed" | "automation.skipped" | "automation.held" | "automation.webhook" | "webhook.test";
                /** @enum {string} */
                state: "waiting" | "sent" | "failed";
                /** @description Why it is not tried any more. */
                failure: ("gave_up" | "gone" | "erased") | null;
                attempts: number;
                created_at: string;
                due_at: string;
                last_attempt: {
                    started_at: string;
                    duration_ms: number;
                    /** @description null without an answer. */
                    status: number | null;
                    /** @description Why there was no answer. */
                    error: string | null;
                    /** @description The first bytes of the answer. */
                    answer: string;
                } | null;
            }[];
            /** @description `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description `cursor` of the page before; null on the first one. */
            previous_cursor: string | null;
        };
        WebhookDelivery: {
            /** @description The `webhook-id`. */
            event_id: string;
            /** @enum {string} */
            type: "order.submitted" | "payment.received" | "order.created" | "order.updated" | "payment.created" | "payment.updated" | "payment.voided" | "refund.created" | "refund.updated" | "refund.voided" | "contact.created" | "contact.updated" | "product.created" | "product.updated" | "connection.activated" | "connection.paused" | "connection.resumed" | "connection.disconnected" | "automation.sent" | "automation.perhaps_sent" | "automation.failed" | "automation.skipped" | "automation.held" | "automation.webhook" | "webhook.test";
            /** @enum {string} */
            state: "waiting" | "sent" | "failed";
            /** @description Why it is not tried any more. */
            failure: ("gave_up" | "gone" | "erased") | null;
            attempts: number;
            created_at: string;
            due_at: string;
            /** @description As it was sent; null where it was erased. */
            body: string | null;
            /** @description The last one first. */
            all_attempts: {
                started_at: string;
                duration_ms: number;
                /** @description null without an answer. */
                status: number | null;
                /** @description Why there was no answer. */
                error: string | null;
                /** @description The first bytes of the answer. */
                answer: string;
            }[];
        };
        ConnectionList: {
            data: {
                /** @description The store it came from: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                /** @enum {string} */
                state: "pending" | "active" | "paused" | "disconnected";
                /** @description When the store asked last; null: never. */
                last_seen_at: string | null;
            }[];
            /** @description `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description `cursor` of the page before; null on the first one. */
            previous_cursor: string | null;
        };
        StoreConnection: {
            /** @description The store it came from: `<account id>.<connection id>`. */
            connection: string;
            store_url: string;
            /** @enum {string} */
            state: "pending" | "active" | "paused" | "disconnected";
            /** @description When the store asked last; null: never. */
            last_seen_at: string | null;
            state_since: string;
            /** @description Who paused or ended it. */
            state_cause: ("evidence" | "person") | null;
            /** @description A slug. */
            state_reason: string | null;
            /** @description When something was asked here that the store does not know of yet. */
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
            /** @description What the store has not acted on yet. */
            requested: {
                id: string;
                /** @enum {string} */
                action: "start" | "cancel";
            } | null;
            /** @description What the store said of itself last: its import, what is excluded and why, whether both sides agree. */
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
            /** @description How many of its records are in Ivorey. */
            counts: {
                collections: number;
                products: number;
                contacts: number;
                orders: number;
                transactions: number;
                triggers: number;
            };
            /** @description The last changes of its state, the newest first. */
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
                /** @description In the account’s time zone, like 2026-01-31. */
                day: string;
                orders: number;
            }[];
            /** @description What was paid, less what was refunded. */
            payments: {
                currency: string;
                total: string;
                days: {
                    /** @description In the account’s time zone, like 2026-01-31. */
                    day: string;
                    amount: string;
                }[];
            }[];
            /** @description How long orders took from the checkout to Ivorey; null on days without one. */
            latency: {
                /** @description In the account’s time zone, like 2026-01-31. */
                day: string;
                orders: number;
                p50_ms: number | null;
                p95_ms: number | null;
            }[];
            /** @description What automations did; null: nothing. */
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
                /** @description The store it came from: `<account id>.<connection id>`. */
                connection: string;
                store_url: string;
                /** @description The last comparison of both sides. */
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
            /** @description The name from which buyers get e-mails; null: the account’s. */
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
            /** @description Those that nobody has answered yet. */
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
                /** @description null: of a later version of Ivorey. */
                kind: ("person_added" | "person_invited" | "person_joined" | "person_role" | "person_removed" | "invitation_sent_again" | "invitation_revoked" | "account_changed" | "sender_changed" | "store_connected" | "store_paused" | "store_resumed" | "store_disconnected" | "store_deleted" | "store_settings" | "import_started" | "import_cancelled" | "automation_created" | "automation_changed" | "automation_on" | "automation_off" | "automation_deleted" | "automation_released" | "automation_dropped" | "webhook_created" | "webhook_changed" | "webhook_on" | "webhook_off" | "webhook_secret" | "webhook_deleted" | "product_changed" | "product_removed" | "person_erased" | "token_created" | "token_revoked") | null;
                /**
                 * @description `operator`: whoever runs Ivorey, by a command; `api`: a program, by a token.
                 * @enum {string}
                 */
                origin: "person" | "store" | "operator" | "api";
                person_id: string | null;
                /** @description Of the person at that time, or of the token. */
                name: string | null;
                email: string | null;
                /** @description null where it is the account itself. */
                subject: {
                    /** @enum {string} */
                    kind: "person" | "store" | "automation" | "webhook" | "product" | "token";
                    id: string;
                    /** @description As people knew it. */
                    label: string;
                } | null;
                /** @description A few plain facts. */
                details: {
                    [key: string]: unknown;
                };
            }[];
            /** @description `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
            /** @description `cursor` of the page before; null on the first one. */
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
                 * @description The home URL of the store; has to be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Made when the store was connected; the first signed request binds it.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description Of this batch; the same for each repetition. Begins with `rotate_` or `disconnect_` in the requests that do this, and in no other.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, the body as it is on the wire; several, separated by spaces, while a secret rotates.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
                /**
                 * @description gzip, or none.
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
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and of Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body does not inflate.
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
             *     `urn:ivorey:problem:store-mismatch`: Not the store that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection does not exist any more. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:id-reused`: This webhook-id was used for another body. */
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
             *     `urn:ivorey:problem:too-many-records`: Too many records in one batch.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unsupported-media-type`: Send JSON, plain or with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-batch`: The batch does not fit the contract. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                 * @description The home URL of the store; has to be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Made when the store was connected; the first signed request binds it.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description Of this batch; the same for each repetition. Begins with `rotate_` or `disconnect_` in the requests that do this, and in no other.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, the body as it is on the wire; several, separated by spaces, while a secret rotates.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How things stand. */
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
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and of Ivorey differ too much.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
             *     `urn:ivorey:problem:store-mismatch`: Not the store that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection does not exist any more. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                 * @description The home URL of the store; has to be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Made when the store was connected; the first signed request binds it.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description Of this batch; the same for each repetition. Begins with `rotate_` or `disconnect_` in the requests that do this, and in no other.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, the body as it is on the wire; several, separated by spaces, while a secret rotates.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Noted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and of Ivorey differ too much.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
             *     `urn:ivorey:problem:store-mismatch`: Not the store that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection does not exist any more. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:id-reused`: This webhook-id was used for another body. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                 * @description The home URL of the store; has to be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Made when the store was connected; the first signed request binds it.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description Of this batch; the same for each repetition. Begins with `rotate_` or `disconnect_` in the requests that do this, and in no other.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, the body as it is on the wire; several, separated by spaces, while a secret rotates.
                 * @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                 */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send with these from now on. */
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
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and of Ivorey differ too much.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
             *     `urn:ivorey:problem:store-mismatch`: Not the store that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection does not exist any more. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:id-reused`: This webhook-id was used for another body. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                 * @description The home URL of the store; has to be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Made when the store was connected; the first signed request binds it.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description Of this batch; the same for each repetition. Begins with `rotate_` or `disconnect_` in the requests that do this, and in no other.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, the body as it is on the wire; several, separated by spaces, while a secret rotates.
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
            /** @description The settings as they are now. */
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
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and of Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body does not inflate.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
             *     `urn:ivorey:problem:store-mismatch`: Not the store that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection does not exist any more. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:settings-conflict`: The settings were changed meanwhile. */
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
            /** @description `urn:ivorey:problem:unsupported-media-type`: Send JSON, plain or with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not fit the contract. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                 * @description The home URL of the store; has to be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Made when the store was connected; the first signed request binds it.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description Of this batch; the same for each repetition. Begins with `rotate_` or `disconnect_` in the requests that do this, and in no other.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, the body as it is on the wire; several, separated by spaces, while a secret rotates.
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
            /** @description Noted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `urn:ivorey:problem:bad-request`: The request is malformed.
             *
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and of Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body does not inflate.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
             *     `urn:ivorey:problem:store-mismatch`: Not the store that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection does not exist any more. */
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
                    /** @description Seconds. */
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
            /** @description `urn:ivorey:problem:unsupported-media-type`: Send JSON, plain or with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not fit the contract. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                 * @description The home URL of the store; has to be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Made when the store was connected; the first signed request binds it.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description Of this batch; the same for each repetition. Begins with `rotate_` or `disconnect_` in the requests that do this, and in no other.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, the body as it is on the wire; several, separated by spaces, while a secret rotates.
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
            /** @description One answer for each range, in their order. */
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
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and of Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body does not inflate.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
             *     `urn:ivorey:problem:store-mismatch`: Not the store that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection does not exist any more. */
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
                    /** @description Seconds. */
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
            /** @description `urn:ivorey:problem:unsupported-media-type`: Send JSON, plain or with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not fit the contract. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                 * @description The home URL of the store; has to be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Made when the store was connected; the first signed request binds it.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description Of this batch; the same for each repetition. Begins with `rotate_` or `disconnect_` in the requests that do this, and in no other.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, the body as it is on the wire; several, separated by spaces, while a secret rotates.
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
            /** @description The digest of each range, or the records in them. */
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
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and of Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body does not inflate.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
             *     `urn:ivorey:problem:store-mismatch`: Not the store that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection does not exist any more. */
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
                    /** @description Seconds. */
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
            /** @description `urn:ivorey:problem:unsupported-media-type`: Send JSON, plain or with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not fit the contract. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                 * @description The home URL of the store; has to be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Made when the store was connected; the first signed request binds it.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description Of this batch; the same for each repetition. Begins with `rotate_` or `disconnect_` in the requests that do this, and in no other.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, the body as it is on the wire; several, separated by spaces, while a secret rotates.
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
            /** @description A sum of each range, or the records in them. */
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
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and of Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body does not inflate.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
             *     `urn:ivorey:problem:store-mismatch`: Not the store that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection does not exist any more. */
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
                    /** @description Seconds. */
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
            /** @description `urn:ivorey:problem:unsupported-media-type`: Send JSON, plain or with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not fit the contract. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                 * @description The home URL of the store; has to be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Made when the store was connected; the first signed request binds it.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description Of this batch; the same for each repetition. Begins with `rotate_` or `disconnect_` in the requests that do this, and in no other.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, the body as it is on the wire; several, separated by spaces, while a secret rotates.
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
            /** @description What is here; nothing of what never came. */
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
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and of Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body does not inflate.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
             *     `urn:ivorey:problem:store-mismatch`: Not the store that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection does not exist any more. */
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
                    /** @description Seconds. */
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
            /** @description `urn:ivorey:problem:unsupported-media-type`: Send JSON, plain or with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not fit the contract. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                 * @description The home URL of the store; has to be the one that was approved.
                 * @example https://yourstore.com
                 */
                "ivorey-store-url": string;
                /**
                 * @description Made when the store was connected; the first signed request binds it.
                 * @example 7f1c0c1e-6a52-4d55-9a0b-0b8c5d4f7a11
                 */
                "ivorey-install-id": string;
                /**
                 * @description Of this batch; the same for each repetition. Begins with `rotate_` or `disconnect_` in the requests that do this, and in no other.
                 * @example msg_2KWPBgLlAfxdpx2AI54pPJ85f4W
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, the body as it is on the wire; several, separated by spaces, while a secret rotates.
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
            /** @description WooCommerce's ids, the last order first; none where there is no such number. */
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
             *     `urn:ivorey:problem:clock-skew`: The clocks of the store and of Ivorey differ too much.
             *
             *     `urn:ivorey:problem:malformed-json`: The body is not valid JSON.
             *
             *     `urn:ivorey:problem:malformed-encoding`: The body does not inflate.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
             *     `urn:ivorey:problem:store-mismatch`: Not the store that was approved.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:connection-gone`: The connection does not exist any more. */
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
                    /** @description Seconds. */
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
            /** @description `urn:ivorey:problem:unsupported-media-type`: Send JSON, plain or with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not fit the contract. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description The cursor to go on after; left out: from the first event. */
                after?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The next events, or none. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:cursor-gone`: This cursor is from before a restore of Ivorey’s database. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
            /** @description What was erased, when, and who asked. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
            /** @description What was erased; nothing, where there was nothing. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:insufficient-scope`: The token may only read. */
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
                    /** @description Seconds. */
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
            /** @description `urn:ivorey:problem:unsupported-media-type`: Send JSON, plain or with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not fit the contract. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
            /** @description What the store shows to its owner. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeDescription"];
                };
            };
            /**
             * @description `urn:ivorey:problem:invalid-request`: The request lacks a parameter or has a wrong one.
             *
             *     `urn:ivorey:problem:invalid-grant`: This code cannot be used.
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
            /** @description The store is joined. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangedCode"];
                };
            };
            /**
             * @description `urn:ivorey:problem:invalid-request`: The request lacks a parameter or has a wrong one.
             *
             *     `urn:ivorey:problem:invalid-grant`: This code cannot be used.
             *
             *     `urn:ivorey:problem:unsupported-grant-type`: Only authorization codes are exchanged here.
             *
             *     `urn:ivorey:problem:store-unconfirmed`: The store did not confirm that it was approved there.
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
            /** @description Noted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `urn:ivorey:problem:invalid-request`: The request lacks a parameter or has a wrong one.
             *
             *     `urn:ivorey:problem:invalid-grant`: This code cannot be used.
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description What the number begins with, or beginnings of words of the buyer’s name or e-mail address, or of the names in the order’s addresses, without regard to case and accents. */
                search?: string;
                /** @description Only of this store: its `connection`. */
                connection?: string;
                /** @description Ivorey’s. */
                status?: "Pending" | "Completed" | "Cancelled";
                /** @description WooCommerce’s slug, without "wc-". */
                woocommerce_status?: string;
                /** @description Only in this currency. */
                currency?: string;
                /** @description On this day or later, in the account’s time zone. */
                date_from?: string;
                /** @description On this day or earlier, in the account’s time zone. */
                date_to?: string;
                /** @description Whether it is paid. */
                paid?: boolean;
                /** @description Where it came from. */
                subtype?: "WooCommerce";
                /** @description Only of this contact: its id. */
                contact?: string;
                /** @description Only with this product of a store: `<connection>~<product id>`. */
                product?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` or `previous_cursor` of an answer; with the same filters and order. */
                cursor?: string;
                /** @description The order. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description The ETag of an answer that you have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The `connection` of its store. */
                connection: string;
                /** @description WooCommerce’s id of the order. */
                order: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order. */
            200: {
                headers: {
                    /** @description Another one as soon as anything in the answer differs. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description You have it already. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: There is nothing at this address. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description Beginnings of words of the name or the e-mail address, without regard to case and accents. */
                search?: string;
                /** @description Only guests, or customers. */
                kind?: "guest" | "customer";
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` or `previous_cursor` of an answer; with the same filters and order. */
                cursor?: string;
                /** @description The order. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description The ETag of an answer that you have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the contact. */
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contact. */
            200: {
                headers: {
                    /** @description Another one as soon as anything in the answer differs. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description You have it already. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: There is nothing at this address. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description Beginnings of words of the name or the SKU, or of a variant’s SKU or options, without regard to case and accents. */
                search?: string;
                /** @description Only of this store: its `connection`. */
                connection?: string;
                /** @description WooCommerce’s type. */
                type?: "simple" | "variable";
                /** @description Whether it is in the online store. */
                online?: boolean;
                /** @description WooCommerce’s stock status. */
                stock?: "instock" | "outofstock" | "onbackorder";
                /** @description Only of this collection: `<connection>~<collection id>`. */
                collection?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` or `previous_cursor` of an answer; with the same filters and order. */
                cursor?: string;
                /** @description The order. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description The ETag of an answer that you have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The `connection` of its store. */
                connection: string;
                /** @description WooCommerce’s id of the product. */
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product. */
            200: {
                headers: {
                    /** @description Another one as soon as anything in the answer differs. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description You have it already. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: There is nothing at this address. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description The ETag of the product as you read it, so that nobody’s change is lost; `*` for whatever it is now. */
                "If-Match": string;
            };
            path: {
                /** @description The `connection` of its store. */
                connection: string;
                /** @description WooCommerce’s id of the product. */
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
                    /** @description Another one as soon as anything in the answer differs. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:insufficient-scope`: The token may only read. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: There is nothing at this address. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:changed-meanwhile`: This was changed since you read it. */
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
            /** @description `urn:ivorey:problem:unsupported-media-type`: Send JSON, plain or with gzip. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:invalid-body`: The body does not fit the contract. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:if-match-required`: The request has to say what it changes. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description Beginnings of words of the name, without regard to case and accents. */
                search?: string;
                /** @description Only of this store: its `connection`. */
                connection?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` or `previous_cursor` of an answer; with the same filters and order. */
                cursor?: string;
                /** @description The order. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description The ETag of an answer that you have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The `connection` of its store. */
                connection: string;
                /** @description WooCommerce’s id of the category. */
                collection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The collection. */
            200: {
                headers: {
                    /** @description Another one as soon as anything in the answer differs. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /** @description You have it already. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: There is nothing at this address. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description What the order’s id, or the gateway’s id, begins with. */
                search?: string;
                /** @description Only of this store: its `connection`. */
                connection?: string;
                /** @description Only payments, or refunds. */
                type?: "payment" | "refund";
                /** @description Only in this currency. */
                currency?: string;
                /** @description On this day or later, in the account’s time zone. */
                date_from?: string;
                /** @description On this day or earlier, in the account’s time zone. */
                date_to?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` or `previous_cursor` of an answer; with the same filters and order. */
                cursor?: string;
                /** @description The order. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description The ETag of an answer that you have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The `connection` of its store. */
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
                    /** @description Another one as soon as anything in the answer differs. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transaction"];
                };
            };
            /** @description You have it already. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: There is nothing at this address. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
            /** @description The automations, the ready-made ones first. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description The ETag of an answer that you have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the automation. */
                automation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The automation. */
            200: {
                headers: {
                    /** @description Another one as soon as anything in the answer differs. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Automation"];
                };
            };
            /** @description You have it already. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: There is nothing at this address. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description Only in this state. */
                state?: "waiting" | "acting" | "held" | "sent" | "failed" | "unknown" | "skipped";
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` or `previous_cursor` of an answer; with the same filters and order. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the automation. */
                automation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of its runs, the newest first. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: There is nothing at this address. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description The id of the automation. */
                automation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The orders, the newest first; always the whole list. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: There is nothing at this address. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description The ETag of an answer that you have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the message. */
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The e-mail. */
            200: {
                headers: {
                    /** @description Another one as soon as anything in the answer differs. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description You have it already. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: There is nothing at this address. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
            /** @description The endpoints, the oldest first. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description The ETag of an answer that you have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the endpoint. */
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    /** @description Another one as soon as anything in the answer differs. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /** @description You have it already. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: There is nothing at this address. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description Only in this state. */
                state?: "waiting" | "sent" | "failed";
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` or `previous_cursor` of an answer; with the same filters and order. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the endpoint. */
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries, the newest first. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: There is nothing at this address. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description The ETag of an answer that you have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the endpoint. */
                endpoint: string;
                /** @description The id of the event. */
                event: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    /** @description Another one as soon as anything in the answer differs. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description You have it already. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: There is nothing at this address. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
            /** @description The connections, the newest first. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description The ETag of an answer that you have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The `connection`. */
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection. */
            200: {
                headers: {
                    /** @description Another one as soon as anything in the answer differs. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreConnection"];
                };
            };
            /** @description You have it already. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:not-found`: There is nothing at this address. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description How many days, including today. */
                days?: 7 | 30 | 90;
                /** @description Only of this store: its `connection`. */
                connection?: string;
            };
            header?: {
                /** @description The ETag of an answer that you have. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures, each day of the period in them. */
            200: {
                headers: {
                    /** @description Another one as soon as anything in the answer differs. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description You have it already. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description The ETag of an answer that you have. */
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
                    /** @description Another one as soon as anything in the answer differs. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description You have it already. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                /** @description Only by this person: `person_id`. */
                person?: string;
                /** @description Only of this kind. */
                kind?: "person_added" | "person_invited" | "person_joined" | "person_role" | "person_removed" | "invitation_sent_again" | "invitation_revoked" | "account_changed" | "sender_changed" | "store_connected" | "store_paused" | "store_resumed" | "store_disconnected" | "store_deleted" | "store_settings" | "import_started" | "import_cancelled" | "automation_created" | "automation_changed" | "automation_on" | "automation_off" | "automation_deleted" | "automation_released" | "automation_dropped" | "webhook_created" | "webhook_changed" | "webhook_on" | "webhook_off" | "webhook_secret" | "webhook_deleted" | "product_changed" | "product_removed" | "person_erased" | "token_created" | "token_revoked";
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` or `previous_cursor` of an answer; with the same filters and order. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of changes, the newest first. */
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
            /** @description `urn:ivorey:problem:unauthorized`: Unknown connection, wrong token or wrong signature. */
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
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:internal`: Something broke on our side. */
            500: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `urn:ivorey:problem:unavailable`: Ivorey cannot take this just now. */
            503: {
                headers: {
                    /** @description Seconds. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TriggerEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TriggerEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["OrderEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["OrderEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TransactionEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TransactionEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TransactionEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TransactionEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TransactionEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["TransactionEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ContactEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ContactEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ProductEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ProductEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ConnectionEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ConnectionEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ConnectionEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["ConnectionEvent"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["AutomationResult"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["AutomationResult"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["AutomationResult"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["AutomationResult"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["AutomationResult"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["AutomationAction"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
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
                 * @description Of the event; the same for each attempt.
                 * @example evt_g0hM9SsEOTPJTGttmIKtSyZlE3uFJELV
                 */
                "webhook-id": string;
                /**
                 * @description Seconds since 1970, of this attempt.
                 * @example 1767225600
                 */
                "webhook-timestamp": string;
                /**
                 * @description `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several, separated by spaces, while a secret rotates.
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
                     * @description When the event was made; the same for each attempt.
                     */
                    timestamp: string;
                    data: components["schemas"]["WebhookTest"];
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the endpoint is switched off. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again, for three days. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
